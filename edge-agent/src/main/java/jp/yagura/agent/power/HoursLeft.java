package jp.yagura.agent.power;

import java.time.Duration;
import jp.yagura.shared.power.TimeLeft;

/// Until the tower falls silent. Nine times out of ten it lies between the least and the most.
public record HoursLeft(double least, double expected, double most) {

  /// Standard deviations to either side.
  static final double NINETY_PERCENT = 1.645;

  TimeLeft rounded() {
    return new TimeLeft(minutes(least), minutes(expected), minutes(most));
  }

  private static Duration minutes(double hours) {
    return Duration.ofMinutes(Math.round(hours * 60));
  }
}
