package jp.yagura.simulators.play;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Beats at whole multiples of a cadence from a common start, whenever it is asked: the beats, and
/// with them the values measured, do not depend on how punctual the machine is. A beat that was
/// missed is not made up for.
final class Rhythm {
  private final Instant start;
  private final long cadenceMillis;
  private long lastBeat = Long.MIN_VALUE;

  Rhythm(Instant start, Duration cadence) {
    this.start = start;
    this.cadenceMillis = cadence.toMillis();
  }

  /// The beat that has come since this was last asked, if one has.
  Optional<Instant> beat(Instant now) {
    long beat = Math.floorDiv(start.until(now).toMillis(), cadenceMillis);
    if (beat <= lastBeat) {
      return Optional.empty();
    }
    lastBeat = beat;
    return Optional.of(start.plusMillis(beat * cadenceMillis));
  }
}
