package jp.yagura.agent.power;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import jp.yagura.agent.power.PowerDriver.Flow;
import jp.yagura.agent.power.PowerDriver.Supply;
import jp.yagura.agent.site.PowerPlanConfig;
import jp.yagura.shared.power.ModesLeft;
import jp.yagura.shared.power.OnBattery;
import jp.yagura.shared.power.TimeLeft;

/// How long the box lasts, and what it does to last as long as it has promised. It goes on across
/// restarts by what it notes now and then.
final class Endurance {
  private static final String NOTE = "endurance";
  private static final Duration BETWEEN_NOTES = Duration.ofMinutes(10);

  /// The charger holds it there when its work is done.
  private static final double FLOATING_VOLTS = 27.0;

  /// Before anything has been counted the voltage is all there is.
  private static final double DOUBT_OF_A_GLANCE = 0.2;

  private final Battery battery;
  private final Outlook outlook;
  private final PowerPlan plan;
  private final ColdestHour coldest = new ColdestHour();
  private Optional<ChargeKeeper> keeper = Optional.empty();
  private Duration onBattery = Duration.ZERO;
  private Duration sinceNoted = BETWEEN_NOTES;

  Endurance(PowerPlanConfig config, Map<String, String> notes) {
    battery =
        switch (config.chemistry()) {
          case LEAD_ACID -> Battery.leadAcid(config.ampereHours(), config.age());
          case LIFEPO4 -> Battery.lifepo4(config.ampereHours(), config.age());
        };
    var watts = config.watts();
    outlook = new Outlook(battery, new Loads(watts.normal(), watts.saving(), watts.survival()));
    plan = new PowerPlan(outlook, config.promise());
    Optional.ofNullable(notes.get(NOTE)).ifPresent(this::recall);
  }

  PowerMode mode() {
    return plan.mode();
  }

  void measured(Duration step, Supply supply, Flow flow) {
    double volts = supply.batteryMillivolts() / 1000.0;
    double amperes = flow.milliamperes() / 1000.0;
    ChargeKeeper counting = keeper.orElseGet(() -> begin(volts + amperes * battery.ohms()));
    keeper = Optional.of(counting);
    coldest.measured(step, flow.celsius());
    counting.measured(step, volts, amperes);
    sinceNoted = sinceNoted.plus(step);
    if (supply.mains()) {
      if (volts >= FLOATING_VOLTS) {
        counting.charged();
      }
      onBattery = Duration.ZERO;
      plan.whileCharging();
    } else {
      onBattery = onBattery.plus(step);
      outlook.measured(step, plan.mode(), Math.max(0, volts * amperes));
      plan.onBattery(onBattery, counting.charge(), coldest.celsius());
    }
  }

  private ChargeKeeper begin(double restVolts) {
    return new ChargeKeeper(battery, new Charge(battery.chargeAt(restVolts), DOUBT_OF_A_GLANCE));
  }

  /// While nothing charges.
  Optional<OnBattery> prospect() {
    return onBattery.isZero()
        ? Optional.empty()
        : keeper.map(
            counting ->
                new OnBattery(
                    plan.hoursLeft(onBattery, counting.charge(), coldest.celsius()).rounded(),
                    Optional.of(
                        new ModesLeft(
                            in(PowerMode.NORMAL, counting),
                            in(PowerMode.SAVING, counting),
                            in(PowerMode.SURVIVAL, counting))),
                    Optional.empty()));
  }

  private TimeLeft in(PowerMode mode, ChargeKeeper counting) {
    return outlook.in(mode, counting.charge(), coldest.celsius()).rounded();
  }

  Optional<Integer> percent() {
    return keeper.map(counting -> (int) Math.round(counting.charge().share() * 100));
  }

  /// What has to be known after a restart; only now and then, for it is written to the card.
  Map<String, String> notes() {
    if (keeper.isEmpty() || sinceNoted.compareTo(BETWEEN_NOTES) < 0) {
      return Map.of();
    }
    sinceNoted = Duration.ZERO;
    Charge charge = keeper.get().charge();
    return Map.of(
        NOTE,
        "%.4f %.4f %d %s"
            .formatted(charge.share(), charge.doubt(), onBattery.toSeconds(), plan.mode()));
  }

  private void recall(String note) {
    String[] fields = note.split(" ");
    keeper =
        Optional.of(
            new ChargeKeeper(
                battery, new Charge(Double.parseDouble(fields[0]), Double.parseDouble(fields[1]))));
    onBattery = Duration.ofSeconds(Long.parseLong(fields[2]));
    plan.recall(PowerMode.valueOf(fields[3]));
  }
}
