package jp.yagura.agent.power;

import java.time.Duration;

/// Keeps count of what goes in and out of a battery, and lets its voltage correct the count where
/// that means anything: under a steady load, some time after the charger has gone.
public final class ChargeKeeper {

  /// So well do we know what share of the battery an ampere-hour is: of meters and of capacities.
  /// It is off by the same part all the time, so the doubts add up.
  private static final double SCALE_DOUBT = 0.03;

  /// So far a battery's line may lie from that of its kind, whatever we do.
  private static final double LINE_DOUBT_VOLTS = 0.08;

  /// Where the line is steep it would seem to say more than it can.
  private static final double LEAST_LINE_DOUBT = 0.03;

  /// After charging the voltage says nothing for so long.
  private static final Duration SETTLING = Duration.ofHours(3);

  /// What the voltage says now is nearly what it said a minute ago: it is asked this seldom.
  private static final Duration BETWEEN_ASKING = Duration.ofHours(1);

  /// What a charger that has done its work leaves: nearly full, and we do not know how nearly.
  private static final Charge CHARGED = new Charge(0.98, 0.03);

  private final Battery battery;
  private Charge charge;
  private Duration sinceCharging = Duration.ZERO;
  private Duration sinceAsked = Duration.ZERO;

  public ChargeKeeper(Battery battery, Charge start) {
    this.battery = battery;
    this.charge = start;
  }

  public Charge charge() {
    return charge;
  }

  /// @param amperes out of the battery; negative while it is charged
  public void measured(Duration step, double volts, double amperes) {
    double hours = step.toMillis() / 3_600_000.0;
    double moved = amperes * hours / (battery.ampereHours() * battery.age());
    charge = new Charge(charge.share() - moved, charge.doubt() + Math.abs(moved) * SCALE_DOUBT);
    if (amperes < 0) {
      sinceCharging = Duration.ZERO;
      return;
    }
    sinceCharging = sinceCharging.plus(step);
    sinceAsked = sinceAsked.plus(step);
    if (sinceCharging.compareTo(SETTLING) >= 0 && sinceAsked.compareTo(BETWEEN_ASKING) >= 0) {
      sinceAsked = Duration.ZERO;
      correctBy(volts + amperes * battery.ohms());
    }
  }

  /// The charger says that it has done its work.
  public void charged() {
    charge = CHARGED;
  }

  /// The count drifts by little things, the line lies off by one thing that stays the same however
  /// often it is asked. So the line does not pull at the count; it only says how far off it may be.
  private void correctBy(double restVolts) {
    double said = battery.chargeAt(restVolts);
    double farthest =
        Math.max(LEAST_LINE_DOUBT, battery.chargePerVolt(restVolts) * LINE_DOUBT_VOLTS) * 2;
    charge =
        new Charge(
            Math.clamp(charge.share(), Math.max(0, said - farthest), Math.min(1, said + farthest)),
            Math.min(charge.doubt(), farthest));
  }
}
