package jp.yagura.agent.camera;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// How many wishes are granted: a few at once, and then one each so often. Whoever asks in a flood,
/// by mistake or with bad intent, costs neither battery nor bytes.
final class Allowance {

  private final int most;
  private final Duration every;
  private final InstantSource steady;
  private int left;
  private Instant countedAt;

  Allowance(int most, Duration every, InstantSource steady) {
    this.most = most;
    this.every = every;
    this.steady = steady;
    this.left = most;
    this.countedAt = steady.instant();
  }

  synchronized boolean take() {
    Instant now = steady.instant();
    while (left < most && !countedAt.plus(every).isAfter(now)) {
      left++;
      countedAt = countedAt.plus(every);
    }
    if (left == 0) {
      return false;
    }
    if (left == most) {
      countedAt = now;
    }
    left--;
    return true;
  }
}
