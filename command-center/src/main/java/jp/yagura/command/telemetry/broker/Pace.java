package jp.yagura.command.telemetry.broker;

import java.time.Clock;
import java.time.Duration;

/**
 * How fast one device may send: so many messages a second, with two seconds' worth at once. Tells
 * how long the next one has to wait. Used by one thread at a time.
 */
final class Pace {

  private static final long BURST_MICROS = 2_000_000;

  private final Clock clock;
  private final long microsPerMessage;

  /** When everything sent so far would be due at an even pace. */
  private long dueMicros;

  Pace(int messagesPerSecond, Clock clock) {
    this.clock = clock;
    this.microsPerMessage = messagesPerSecond == 0 ? 0 : 1_000_000L / messagesPerSecond;
  }

  Duration next() {
    if (microsPerMessage == 0) {
      return Duration.ZERO;
    }
    long now = clock.millis() * 1_000;
    dueMicros = Math.max(dueMicros, now) + microsPerMessage;
    long early = dueMicros - now - BURST_MICROS;
    return early <= 0 ? Duration.ZERO : Duration.ofNanos(early * 1_000);
  }
}
