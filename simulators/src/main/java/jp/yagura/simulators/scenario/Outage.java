package jp.yagura.simulators.scenario;

import java.time.Duration;

/// Mains power is gone from here to there (停電), and the battery falls to `drainsTo` (0 to 1) of its
/// charge meanwhile.
public record Outage(Duration from, Duration to, double drainsTo) {
  public Outage {
    if (to.compareTo(from) <= 0 || drainsTo <= 0 || drainsTo >= 1) {
      throw new IllegalArgumentException(
          "an outage lasts, and leaves part of the charge: " + from + " to " + to);
    }
  }

  Span span() {
    return new Span(from, to);
  }
}
