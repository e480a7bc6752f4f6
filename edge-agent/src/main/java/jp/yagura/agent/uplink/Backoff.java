package jp.yagura.agent.uplink;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: twice as long each time, up to a limit, and never two
/// boxes alike. After a black-out a whole city's boxes come back at the same second; the dice keep
/// them from knocking together.
final class Backoff {
  private final Duration first;
  private final Duration longest;
  private final RandomGenerator dice;
  private int failures;

  Backoff(Duration first, Duration longest, RandomGenerator dice) {
    this.first = first;
    this.longest = longest;
    this.dice = dice;
  }

  /// Between half and all of the doubled pause.
  Duration next() {
    double doubled = first.toMillis() * Math.pow(2, failures);
    double full = Math.min(doubled, longest.toMillis());
    failures++;
    return Duration.ofMillis(Math.round(full * (0.5 + dice.nextDouble() / 2)));
  }

  void succeeded() {
    failures = 0;
  }
}
