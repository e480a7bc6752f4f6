package jp.yagura.simulators.scenario;

import java.time.Duration;

/// A stretch of scenario time: from (included) to (excluded).
public record Span(Duration from, Duration to) {
  public Span {
    if (from.isNegative() || to.compareTo(from) <= 0) {
      throw new IllegalArgumentException("a span ends after it begins: " + from + " to " + to);
    }
  }

  boolean holds(Duration time) {
    return time.compareTo(from) >= 0 && time.compareTo(to) < 0;
  }
}
