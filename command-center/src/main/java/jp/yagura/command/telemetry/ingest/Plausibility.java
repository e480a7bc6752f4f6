package jp.yagura.command.telemetry.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jp.yagura.shared.wire.Dating;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;

/** What date of a tower can be believed. */
final class Plausibility {

  /** Before this nobody had a Yagura: the clock of the sender has never been set. */
  private static final Instant NO_EARLIER_THAN = Instant.parse("2020-01-01T00:00:00Z");

  /** Clocks of towers differ a little from ours. */
  private static final Duration FUTURE_TOLERANCE = Duration.ofMinutes(5);

  private Plausibility() {}

  /**
   * The readings of a batch, where we store them. A tower that does not know the time says so; what
   * it dates before there was any of this, or in the future, is moved as a whole so that its newest
   * reading has just come in. The order is right, and nothing is lost.
   */
  static List<Reading> placed(ReadingsBatch batch, Instant receivedAt) {
    boolean wrong =
        batch.dating() instanceof Dating.Uncertain
            && batch.readings().stream()
                .anyMatch(reading -> doubt(reading.observedAt(), receivedAt).isPresent());
    if (!wrong) {
      return batch.readings();
    }
    Instant newest =
        batch.readings().stream()
            .map(Reading::observedAt)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    Duration by = Duration.between(newest, receivedAt);
    return batch.readings().stream()
        .map(r -> new Reading(r.sensor(), r.observedAt().plus(by), r.value(), r.quality()))
        .toList();
  }

  static Optional<Oddity> doubt(Instant at, Instant receivedAt) {
    if (at.isAfter(receivedAt.plus(FUTURE_TOLERANCE))) {
      return Optional.of(Oddity.FUTURE_DATED);
    }
    return at.isBefore(NO_EARLIER_THAN) ? Optional.of(Oddity.PAST_DATED) : Optional.empty();
  }
}
