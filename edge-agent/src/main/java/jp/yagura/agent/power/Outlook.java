package jp.yagura.agent.power;

import java.time.Duration;

/// Looks ahead: how long the charge lasts.
public final class Outlook {

  /// What is known of capacity and load even when the charge is known exactly.
  static final double WORLD_DOUBT = 0.07;

  /// What was taken is remembered for about so long: a day's average, and not one frame of a
  /// camera.
  private static final double MEMORY_HOURS = 8;

  private final Battery battery;
  private final Loads loads;
  private double more = 1;

  public Outlook(Battery battery, Loads loads) {
    this.battery = battery;
    this.loads = loads;
  }

  /// What the tower really takes, beside what its mode should take.
  public void measured(Duration step, PowerMode mode, double watts) {
    double share = 1 - Math.exp(-step.toMillis() / 3_600_000.0 / MEMORY_HOURS);
    double here = Math.clamp(watts / loads.in(mode), 0.5, 2);
    more += share * (here - more);
  }

  private double watts(PowerMode mode) {
    return loads.in(mode) * more;
  }

  /// In one mode from now until the end.
  ///
  /// @param celsius of the coldest hour to come: it is then that the rest is out of reach
  public HoursLeft in(PowerMode mode, Charge charge, double celsius) {
    double expected = wattHours(charge.share(), celsius) / watts(mode);
    double spread =
        Math.hypot(charge.doubt() * battery.wattHours() / watts(mode), WORLD_DOUBT * expected);
    return new HoursLeft(
        Math.max(0, expected - HoursLeft.NINETY_PERCENT * spread),
        expected,
        expected + HoursLeft.NINETY_PERCENT * spread);
  }

  /// The part of a full charge that a mode takes in this time.
  double share(PowerMode mode, Duration time) {
    return watts(mode) * (time.toMillis() / 3_600_000.0) / battery.wattHours();
  }

  /// What can be had of this charge. In the cold the lowest part of it stays where it is.
  double wattHours(double share, double celsius) {
    double stays = 1 - battery.withinReach(celsius);
    return Math.max(0, share - stays) * battery.wattHours();
  }
}
