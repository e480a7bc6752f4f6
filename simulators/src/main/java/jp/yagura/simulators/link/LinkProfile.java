package jp.yagura.simulators.link;

import java.time.Duration;

/// What a road between two programs is like while it works.
///
/// @param rtt there and back, when nothing stands in the queue
/// @param jitter how much later a segment may come at the most, each way
/// @param upBits bits a second from the side that connects, 0 for as many as this machine can
/// @param downBits the same in the other direction
/// @param loss the share of full segments that is lost on the way; a smaller one is lost more
///     seldom
/// @param queueBytes how much the road takes in each direction before it holds the sender back
public record LinkProfile(
    String name,
    Duration rtt,
    Duration jitter,
    long upBits,
    long downBits,
    double loss,
    int queueBytes) {

  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final double MOST_LOSS = 0.5;
  private static final int LEAST_QUEUE = 1 << 10;
  private static final Duration LEAST_WAIT_FOR_AN_ANSWER = Duration.ofMillis(200);

  /// As much as this machine can, at once.
  public static final LinkProfile PERFECT =
      new LinkProfile("perfect", Duration.ZERO, Duration.ZERO, 0, 0, 0, 256 << 10);

  public LinkProfile {
    if (rtt.isNegative() || rtt.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("rtt is from 0s to 1m, not " + rtt);
    }
    if (jitter.isNegative() || jitter.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("jitter is from 0s to 1m, not " + jitter);
    }
    if (upBits < 0 || downBits < 0) {
      throw new IllegalArgumentException("bits a second are 0 (no bound) or more");
    }
    if (!(loss >= 0 && loss <= MOST_LOSS)) {
      throw new IllegalArgumentException("loss is from 0 to 0.5, not " + loss);
    }
    if (queueBytes < LEAST_QUEUE) {
      throw new IllegalArgumentException("queueBytes is at least 1024, not " + queueBytes);
    }
  }

  public LinkProfile withRtt(Duration other) {
    return new LinkProfile(name, other, jitter, upBits, downBits, loss, queueBytes);
  }

  public LinkProfile withBits(long up, long down) {
    return new LinkProfile(name, rtt, jitter, up, down, loss, queueBytes);
  }

  public LinkProfile withLoss(double share) {
    return new LinkProfile(name, rtt, jitter, upBits, downBits, share, queueBytes);
  }

  /// After how long the sender's TCP sends a lost segment again: what it has seen of round trips,
  /// and at least 200 ms more (Linux; RFC 6298 would have a whole second).
  Duration retransmissionTimeout() {
    Duration doubt = jitter.multipliedBy(4);
    return rtt.plus(
        doubt.compareTo(LEAST_WAIT_FOR_AN_ANSWER) > 0 ? doubt : LEAST_WAIT_FOR_AN_ANSWER);
  }
}
