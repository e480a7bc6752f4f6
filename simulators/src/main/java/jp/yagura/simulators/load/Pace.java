package jp.yagura.simulators.load;

/// How many messages are due by now, at a steady rate. What could not be sent in time is still
/// owed, so a slow moment is followed by a catch-up and shows in the latencies instead of hiding in
/// the count.
final class Pace {
  private final double perSecond;
  private final long startNanos;
  private long taken;

  Pace(double perSecond, long startNanos) {
    this.perSecond = perSecond;
    this.startNanos = startNanos;
  }

  /// The number of messages that became due since this was last asked.
  int due(long nowNanos) {
    long owed = (long) ((nowNanos - startNanos) * perSecond / 1e9) - taken;
    int now = (int) Math.clamp(owed, 0, Integer.MAX_VALUE);
    taken += now;
    return now;
  }
}
