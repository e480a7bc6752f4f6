package jp.yagura.agent.care;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// So many at once, and then one in every so often: a flood of orders must not spend the battery,
/// the budget of a satellite link, or the log.
final class Allowance {
  private final int atOnce;
  private final Duration every;
  private final InstantSource steady;
  private Instant emptyAt;

  Allowance(int atOnce, Duration every, InstantSource steady) {
    this.atOnce = atOnce;
    this.every = every;
    this.steady = steady;
    this.emptyAt = steady.instant();
  }

  boolean takeOne() {
    Instant now = steady.instant();
    Instant from = emptyAt.isBefore(now) ? now : emptyAt;
    if (Duration.between(now, from).compareTo(every.multipliedBy(atOnce - 1L)) > 0) {
      return false;
    }
    emptyAt = from.plus(every);
    return true;
  }
}
