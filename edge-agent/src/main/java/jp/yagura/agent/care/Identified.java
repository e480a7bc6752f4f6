package jp.yagura.agent.care;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether headquarters has just asked which box this is: for a lamp, or for the page that the
/// technician on the ladder looks at.
public final class Identified {
  private static final Logger log = LoggerFactory.getLogger(Identified.class);
  private static final Duration LASTS = Duration.ofMinutes(2);

  private final InstantSource steady;
  private volatile Optional<Instant> until = Optional.empty();

  Identified(InstantSource steady) {
    this.steady = steady;
  }

  void now() {
    until = Optional.of(steady.instant().plus(LASTS));
    log.info("identify: this is the box that headquarters asks for");
  }

  /// How much longer to blink.
  public Optional<Duration> left() {
    return until.map(end -> Duration.between(steady.instant(), end)).filter(Duration::isPositive);
  }
}
