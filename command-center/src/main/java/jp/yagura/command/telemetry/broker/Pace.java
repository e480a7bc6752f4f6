package jp.yagura.command.telemetry.broker;

import java.time.Clock;
import java.time.Duration;

/**
 * How fast one device may send: so many messages a second, with two seconds' worth at once. Tells
 * how long the next one has to wait, which is never longer than a bound: a device is slowed down,
 * not sent away. Used by one thread at a time.
 */
final class Pace {

  private static final long BURST_MICROS = 2_000_000;

  private final Clock clock;
  private final long microsPerMessage;
  private final long longestWaitMicros;

  /** When everything sent so far would be due at an even pace. */
  private long dueMicros;

  Pace(int messagesPerSecond, Duration longestWait, Clock clock) {
    this.clock = clock;
    this.longestWaitMicros = longestWait.toNanos() / 1_000;
    this.microsPerMessage = messagesPerSecond == 0 ? 0 : 1_000_000L / messagesPerSecond;
  }

  /** How long this one waits. */
  Duration next() {
    if (microsPerMessage == 0) {
      return Duration.ZERO;
    }
    long now = clock.millis() * 1_000;
    long due = Math.max(dueMicros, now) + microsPerMessage;
    dueMicros = Math.min(due, now + BURST_MICROS + longestWaitMicros);
    long early = dueMicros - now - BURST_MICROS;
    return early <= 0 ? Duration.ZERO : Duration.ofNanos(early * 1_000);
  }

  /** For one that cannot wait: false if it would have to, and then it has not counted. */
  boolean nextAtOnce() {
    long before = dueMicros;
    if (next().isZero()) {
      return true;
    }
    dueMicros = before;
    return false;
  }
}
