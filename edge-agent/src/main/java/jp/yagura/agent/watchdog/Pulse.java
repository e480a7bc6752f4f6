package jp.yagura.agent.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Tells whether a part still comes round. Each time it does, it says for how long it means to
/// rest; one that stays away for much longer hangs.
public final class Pulse {
  private final String name;
  private final Duration grace;
  private final InstantSource steady;
  private volatile Instant due;

  /// @param grace how much longer than announced a round may take
  /// @param steady a clock that only ever runs forward
  public Pulse(String name, Duration grace, InstantSource steady) {
    this.name = name;
    this.grace = grace;
    this.steady = steady;
    this.due = steady.instant().plus(grace);
  }

  /// @param rest until the next beat, at most
  public void beat(Duration rest) {
    due = steady.instant().plus(rest).plus(grace);
  }

  public boolean hangs() {
    return steady.instant().isAfter(due);
  }

  public String name() {
    return name;
  }
}
