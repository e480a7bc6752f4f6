package jp.yagura.agent.sensor;

import java.time.Duration;
import java.time.Instant;

/// Notices a value that has stopped changing. For sensors with noise: a radar over a calm river
/// still trembles by a millimetre, and one that does not is stuck.
final class Stillness {

  /// It takes at least so many looks: a clock that jumps by years must not make a sensor old.
  private static final int LEAST_LOOKS = 3;

  private final Duration longest;
  private Duration still = Duration.ZERO;
  private long value;
  private Instant lookedAt = Instant.MAX;

  Stillness(Duration longest) {
    this.longest = longest;
  }

  /// @return whether the value has not changed for too long
  boolean lasts(Instant now, long newest) {
    if (newest != value || lookedAt.equals(Instant.MAX)) {
      value = newest;
      still = Duration.ZERO;
    } else {
      still = still.plus(step(now));
    }
    lookedAt = now;
    return still.compareTo(longest) >= 0;
  }

  private Duration step(Instant now) {
    Duration step = Duration.between(lookedAt, now);
    Duration most = longest.dividedBy(LEAST_LOOKS);
    return step.isNegative() || step.compareTo(most) > 0 ? most : step;
  }
}
