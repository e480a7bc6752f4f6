package jp.yagura.agent.power;

import java.time.Duration;

/// Chooses how much a tower does, so that it keeps its promise: to be heard of for so long after
/// the mains have failed. It does as much as that allows.
public final class PowerPlan {

  private static final Duration PLAYED_STEP = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofDays(30);

  private final Outlook outlook;
  private final Duration promise;
  private PowerMode mode = PowerMode.NORMAL;

  public PowerPlan(Outlook outlook, Duration promise) {
    this.outlook = outlook;
    this.promise = promise;
  }

  public PowerMode mode() {
    return mode;
  }

  /// Goes on after a restart.
  void recall(PowerMode before) {
    mode = before;
  }

  /// The mains are there, or the sun charges.
  public void whileCharging() {
    mode = PowerMode.NORMAL;
  }

  /// What has been shed stays shed until something charges again: nobody knows that the mains come
  /// back when the promise ends, and to and fro helps no one.
  ///
  /// @param onBattery for how long the mains have been gone
  /// @param celsius of the coldest hour to come
  public PowerMode onBattery(Duration onBattery, Charge charge, double celsius) {
    PowerMode wanted = wanted(onBattery, charge, celsius);
    if (mode.isRicherThan(wanted)) {
      mode = wanted;
    }
    return mode;
  }

  /// Until the tower falls silent if it goes on by this plan, changing modes as it would.
  public HoursLeft hoursLeft(Duration onBattery, Charge charge, double celsius) {
    double off = HoursLeft.NINETY_PERCENT * charge.doubt();
    double load = HoursLeft.NINETY_PERCENT * Outlook.WORLD_DOUBT;
    return new HoursLeft(
        lasts(onBattery, charge, charge.share() - off, 1 + load, celsius),
        lasts(onBattery, charge, charge.share(), 1, celsius),
        lasts(onBattery, charge, charge.share() + off, 1 - load, celsius));
  }

  /// Plays the plan to its end, in quarters of an hour.
  private double lasts(
      Duration onBattery, Charge known, double share, double load, double celsius) {
    PowerPlan played = new PowerPlan(outlook, promise);
    played.mode = mode;
    double left = Math.min(share, 1);
    Duration then = Duration.ZERO;
    while (outlook.wattHours(left, celsius) > 0 && then.compareTo(LONGEST) < 0) {
      PowerMode now =
          played.onBattery(onBattery.plus(then), new Charge(left, known.doubt()), celsius);
      left -= outlook.share(now, PLAYED_STEP) * load;
      then = then.plus(PLAYED_STEP);
    }
    return then.toMinutes() / 60.0;
  }

  private PowerMode wanted(Duration onBattery, Charge charge, double celsius) {
    double toGo = promise.minus(onBattery).toMinutes() / 60.0;
    if (toGo <= 0) {
      return PowerMode.SURVIVAL; // kept; from here on each hour is one more
    }
    for (PowerMode candidate : PowerMode.values()) {
      if (outlook.in(candidate, charge, celsius).least() >= toGo) {
        return candidate;
      }
    }
    return PowerMode.SURVIVAL;
  }
}
