package jp.yagura.agent.uplink;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether somebody is at the other end: what has to be answered, when the last answer came, and
/// how long answers take.
///
/// A line on which something is outstanding and nothing has been answered for longer than three
/// seconds and four round trips is doubted. Any answer counts, so a line that is merely full is
/// not.
final class Pulse {
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(3);
  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final int ROUND_TRIPS = 4;
  private static final int INERTIA = 8;

  private Duration rtt;
  private boolean measured;
  private int outstanding;
  private Instant waitingSince;
  private boolean aloneOnTheLine;
  private boolean stumbled;

  /// @param expected before it has been measured
  Pulse(Duration expected, Instant now) {
    rtt = expected;
    waitingSince = now;
  }

  void asked(Instant now) {
    if (outstanding == 0) {
      waitingSince = now;
      aloneOnTheLine = true;
    } else {
      aloneOnTheLine = false;
    }
    outstanding++;
  }

  void answered(Instant now) {
    if (outstanding == 0) {
      return; // said without being asked
    }
    Duration took = Duration.between(waitingSince, now);
    stumbled |= took.compareTo(longer(SLOW, rtt.multipliedBy(ROUND_TRIPS))) > 0;
    if (outstanding == 1 && aloneOnTheLine) {
      measure(took);
    }
    outstanding--;
    waitingSince = now;
  }

  private void measure(Duration took) {
    rtt = measured ? rtt.plus(took.minus(rtt).dividedBy(INERTIA)) : took;
    measured = true;
  }

  boolean isSilent(Instant now) {
    return outstanding > 0 && !now.isBefore(doubtedAt());
  }

  /// When it will be doubted if nothing is answered.
  Instant doubtedAt() {
    return outstanding == 0 ? Instant.MAX : waitingSince.plus(patience());
  }

  private Duration patience() {
    return longer(LEAST_PATIENCE, rtt.multipliedBy(ROUND_TRIPS));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  /// Whether an answer came that took far longer than it should. Says so once.
  boolean hasStumbled() {
    boolean has = stumbled;
    stumbled = false;
    return has;
  }

  Optional<Duration> rtt() {
    return measured ? Optional.of(rtt) : Optional.empty();
  }

  Duration waitedFor(Instant now) {
    return Duration.between(waitingSince, now);
  }
}
