package jp.yagura.agent.site;

import java.time.Duration;

/// What the box must know of its battery and of itself to say how long it lasts.
///
/// @param age what is left of the capacity after the battery's years: 1 as new
/// @param promise for how long after a failure of the mains it must be heard of
public record PowerPlanConfig(
    Chemistry chemistry, double ampereHours, double age, Watts watts, Duration promise) {

  public enum Chemistry {
    LEAD_ACID,
    LIFEPO4
  }

  /// What the box takes on an average day, in each of its modes.
  public record Watts(double normal, double saving, double survival) {}
}
