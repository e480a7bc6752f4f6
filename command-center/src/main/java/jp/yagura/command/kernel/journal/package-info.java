/**
 * The append-only, hash-chained record of everything of consequence. A feature appends through
 * {@link jp.yagura.command.kernel.journal.Journal} in the same transaction as the state it changes;
 * each committed entry is then published as an application event, which is how higher floors hear
 * of lower ones. What the kinds of entries mean is the features' business.
 */
@NullMarked
package jp.yagura.command.kernel.journal;

import org.jspecify.annotations.NullMarked;
