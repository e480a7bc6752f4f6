package jp.yagura.simulators.link;

import java.time.Duration;
import java.util.SplittableRandom;

/// One direction of a link, shared by all of its connections: tells of each segment when it comes
/// out at the other end. Touched on the link's event loop only.
final class Lane {
  /// What TCP puts into one packet on most roads.
  private static final int SEGMENT = 1_400;

  private static final long LONGEST_TIMEOUT = Duration.ofMinutes(1).toNanos();
  private static final double NANOS = 1e9;

  private final long origin = System.nanoTime();
  private final SplittableRandom dice;
  private LinkProfile profile;
  private long bits;
  private long freeAt;
  private long stalls;

  Lane(LinkProfile profile, long bits, long seed) {
    this.profile = profile;
    this.bits = bits;
    this.dice = new SplittableRandom(seed);
  }

  /// Another road from now on. What stood in the queue of the old one does not hold up the new one.
  void becomes(LinkProfile next, long nextBits) {
    profile = next;
    bits = nextBits;
    freeAt = 0;
  }

  /// The lane's own clock, in nanoseconds.
  long now() {
    return System.nanoTime() - origin;
  }

  /// How many bytes travel together, and are lost together.
  int segmentBytes() {
    return bits == 0 && profile.loss() == 0 ? Integer.MAX_VALUE : SEGMENT;
  }

  /// How much one connection may have on this lane: what is in flight, and the queue before it.
  long mostBytes() {
    return profile.queueBytes() + (long) (bits / 8.0 * profile.rtt().toNanos() / NANOS);
  }

  /// How long the road alone is.
  long travelNanos() {
    return profile.rtt().toNanos() / 2;
  }

  long timeoutNanos() {
    return profile.retransmissionTimeout().toNanos();
  }

  /// How often a segment had to be sent again.
  long stalls() {
    return stalls;
  }

  /// Puts a segment on the lane.
  ///
  /// @param now on the lane's clock
  /// @return when it arrives, on the same clock; a lost one takes the place of two in the queue and
  ///     arrives when TCP has noticed and sent it again
  long carry(long now, int bytes) {
    long serial = bits == 0 ? 0 : Math.round(bytes * 8 * NANOS / bits);
    freeAt = Math.max(now, freeAt) + serial;
    long stalled = 0;
    long timeout = timeoutNanos();
    while (isLost(bytes)) {
      stalls++;
      freeAt += serial;
      stalled += timeout;
      timeout = Math.min(2 * timeout, LONGEST_TIMEOUT);
    }
    return freeAt + travelNanos() + jitter() + stalled;
  }

  private boolean isLost(int bytes) {
    return profile.loss() > 0
        && dice.nextDouble() >= Math.pow(1 - profile.loss(), (double) bytes / SEGMENT);
  }

  private long jitter() {
    long most = profile.jitter().toNanos();
    return most == 0 ? 0 : dice.nextLong(most + 1);
  }
}
