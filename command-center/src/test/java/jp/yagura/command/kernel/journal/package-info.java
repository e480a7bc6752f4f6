/** The chain: written in the transaction it tells of, and nothing in it can be changed unseen. */
@NullMarked
package jp.yagura.command.kernel.journal;

import org.jspecify.annotations.NullMarked;
