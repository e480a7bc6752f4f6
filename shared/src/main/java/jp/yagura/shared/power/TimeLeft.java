package jp.yagura.shared.power;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// Until a tower falls silent if nothing charges it, in whole minutes. Nine times out of ten it
/// lies between the least and the most.
public record TimeLeft(Duration least, Duration expected, Duration most) {
  public TimeLeft {
    least = least.truncatedTo(ChronoUnit.MINUTES);
    expected = expected.truncatedTo(ChronoUnit.MINUTES);
    most = most.truncatedTo(ChronoUnit.MINUTES);
    if (least.isNegative() || expected.compareTo(least) < 0 || most.compareTo(expected) < 0) {
      throw new IllegalArgumentException("not a span: %s, %s, %s".formatted(least, expected, most));
    }
    if (most.compareTo(Duration.ofDays(366)) > 0) {
      throw new IllegalArgumentException("longer than a year: " + most);
    }
  }
}
