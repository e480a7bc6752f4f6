package jp.yagura.command.telemetry.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What date of a tower can be believed. */
final class Plausibility {

  /** Before this nobody had a Yagura: the clock of the sender has never been set. */
  private static final Instant NO_EARLIER_THAN = Instant.parse("2020-01-01T00:00:00Z");

  /** Clocks of towers differ a little from ours. */
  private static final Duration FUTURE_TOLERANCE = Duration.ofMinutes(5);

  private Plausibility() {}

  static Optional<Oddity> doubt(Instant at, Instant receivedAt) {
    if (at.isAfter(receivedAt.plus(FUTURE_TOLERANCE))) {
      return Optional.of(Oddity.FUTURE_DATED);
    }
    return at.isBefore(NO_EARLIER_THAN) ? Optional.of(Oddity.PAST_DATED) : Optional.empty();
  }
}
