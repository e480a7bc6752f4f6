/**
 * What the stored values mean: readings by sensor and moment, ten-minute roll-ups, the newest level
 * of each sensor with its stage (水位の段階), rate of rise and freshness (途絶・遅れ・遅着), and how each tower
 * is. Knows nothing of brokers and messages on the way.
 */
@NullMarked
package jp.yagura.command.telemetry.watch;

import org.jspecify.annotations.NullMarked;
