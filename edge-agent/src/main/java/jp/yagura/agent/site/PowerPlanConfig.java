package jp.yagura.agent.site;

import java.time.Duration;

/// What the box must know of its battery and of itself to say how long it lasts.
///
/// @param age what is left of the capacity after the battery's years: 1 as new
/// @param slower how fast the box works while it saves power
/// @param promise for how long after a failure of the mains it must be heard of
public record PowerPlanConfig(
    Chemistry chemistry,
    double ampereHours,
    double age,
    Watts watts,
    Slower slower,
    Duration promise) {

  public enum Chemistry {
    LEAD_ACID,
    LIFEPO4
  }

  /// What it then measures, sends and tells less often. The contact on the bank's top and the mains
  /// are looked at every second all the same, and alarms go at once.
  public record Slower(CadenceConfig saving, CadenceConfig survival) {

    private static final int SAVING = 3;
    private static final int SURVIVAL = 10;

    /// Where nothing else is wished: of a box that measures every minute the ten minutes of the
    /// hydrological year books remain.
    public static Slower than(CadenceConfig normal) {
      return new Slower(normal.slowedDown(SAVING), normal.slowedDown(SURVIVAL));
    }
  }

  /// What the box takes on an average day, in each of its modes.
  public record Watts(double normal, double saving, double survival) {}
}
