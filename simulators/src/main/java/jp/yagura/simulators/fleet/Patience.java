package jp.yagura.simulators.fleet;

/// How long a device waits for a durable acknowledgement before it sends again. A command center
/// that is slow is given more time the slower it is, and one that does not answer at all is asked
/// less and less often: sending everything again would only make either of them slower. (The rules
/// of TCP's retransmission timer, RFC 6298.)
final class Patience {
  private static final int TIMES_THE_USUAL = 3;
  private static final int MOST_DOUBLINGS = 5;

  private final long leastNanos;
  private double usualNanos;
  private int doublings;

  Patience(long leastNanos) {
    this.leastNanos = leastNanos;
  }

  long nanos() {
    return Math.max(leastNanos, (long) (TIMES_THE_USUAL * usualNanos)) << doublings;
  }

  /// What had been sent once was acknowledged after so long.
  void answeredAfter(long nanos) {
    usualNanos = usualNanos == 0 ? nanos : usualNanos + (nanos - usualNanos) / 8;
    doublings = 0;
  }

  /// What had been sent more than once was acknowledged; after how long cannot be known (Karn and
  /// Partridge, 1987).
  void answered() {
    doublings = 0;
  }

  /// Waited in vain, and sent again.
  void exhausted() {
    doublings = Math.min(doublings + 1, MOST_DOUBLINGS);
  }
}
