package jp.yagura.simulators.fleet;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt to connect: twice as long each time, spread so that a
/// thousand devices that lost their broker together do not all come back in the same instant.
final class BackOff {
  private final Duration first;
  private final Duration slowest;
  private final RandomGenerator spread;
  private int failures;

  BackOff(Duration first, Duration slowest, RandomGenerator spread) {
    this.first = first;
    this.slowest = slowest;
    this.spread = spread;
  }

  /// The pause after one more failure: between a half and the whole of its step.
  Duration next() {
    long step = Math.min(slowest.toMillis(), first.toMillis() << Math.min(failures, 20));
    failures++;
    return Duration.ofMillis((long) (step * (0.5 + 0.5 * spread.nextDouble())));
  }

  void succeeded() {
    failures = 0;
  }
}
