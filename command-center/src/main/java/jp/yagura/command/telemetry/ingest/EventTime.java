package jp.yagura.command.telemetry.ingest;

import java.time.Instant;
import java.util.Optional;
import jp.yagura.shared.wire.Dating;

/**
 * When an event happened, as far as it can be known.
 *
 * @param clockWrong nothing better than the time of receipt could be found
 * @param oddity what is to be counted and kept of it
 */
record EventTime(Instant at, Dating dating, boolean clockWrong, Optional<Oddity> oddity) {

  /**
   * An event that tells its age needs no clock but ours. One that says itself that its time is
   * uncertain is no oddity when it is; it only must not stand in the future, or before there was
   * any of this.
   */
  static EventTime of(Instant at, Dating dating, Instant receivedAt) {
    if (dating instanceof Dating.Aged(var age)) {
      return new EventTime(receivedAt.minus(age), Dating.SURE, false, Optional.empty());
    }
    Optional<Oddity> doubt = Plausibility.doubt(at, receivedAt);
    if (doubt.isEmpty()) {
      return new EventTime(at, dating, false, Optional.empty());
    }
    return new EventTime(
        receivedAt, dating, true, dating instanceof Dating.Sure ? doubt : Optional.empty());
  }
}
