/**
 * From bytes to rows: reads what the broker hands over, stores a group of messages in one commit,
 * and only then acknowledges. Storing twice is harmless, so everything here may be tried again.
 * What cannot be understood or believed goes to quarantine and never stops the rest. What the
 * stored values mean is {@code watch}'s business.
 */
@NullMarked
package jp.yagura.command.telemetry.ingest;

import org.jspecify.annotations.NullMarked;
