package jp.yagura.agent.clock;

import java.time.Instant;

/// How a time of day was told: by which offset from the time since boot, and whether that offset
/// was known to be right.
///
/// @param offset what was added to the milliseconds since boot
public record Stamp(long offset, boolean sure) {

  /// Of times that are right as they stand.
  public static final Stamp SURE = new Stamp(0, true);

  /// The milliseconds since boot at which a clock with this stamp showed `at`.
  public long sinceBoot(Instant at) {
    return at.toEpochMilli() - offset;
  }
}
