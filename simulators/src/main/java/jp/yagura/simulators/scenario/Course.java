package jp.yagura.simulators.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.water.WaterThresholds;

/// One tower's part in a scenario before any noise: what truly happens there, by scenario time.
public final class Course {
  /// Below these charges a tower saves power (省電力) and then only survives (温存).
  private static final double SAVING_BELOW = 0.5;

  private static final double SURVIVAL_BELOW = 0.2;
  private static final Duration RECHARGE = Duration.ofSeconds(60);

  private final Storm storm;
  private final TowerScript script;
  private final Optional<Hydrograph> hydrograph;
  private final Battery battery;

  Course(Scenario scenario, TowerScript script, Optional<WaterThresholds> thresholds) {
    this.script = script;
    storm = scenario.storm();
    battery = new Battery(script.outages(), RECHARGE);
    hydrograph =
        thresholds.flatMap(
            levels ->
                script
                    .flood()
                    .map(flood -> flood.at(levels, scenario.recession(), scenario.loop())));
  }

  /// Where a river is watched.
  public OptionalInt levelMillimetres(Duration time) {
    return hydrograph.isPresent()
        ? OptionalInt.of(hydrograph.get().millimetres(time))
        : OptionalInt.empty();
  }

  public int rainTenths(Duration time) {
    return storm.tenths(time, script.rainLag());
  }

  /// Air temperature in 0.1 °C: a cloudburst brings cool air down with it.
  public int airTenths(Duration time) {
    return 264 - rainTenths(time) / 8;
  }

  public int batteryMillivolts(Duration time) {
    return battery.millivolts(time);
  }

  public int batteryPercent(Duration time) {
    return battery.percent(time);
  }

  public PowerState power(Duration time) {
    if (battery.mains(time)) {
      return PowerState.MAINS;
    }
    double charge = battery.charge(time);
    if (charge < SURVIVAL_BELOW) {
      return PowerState.SURVIVAL;
    }
    return charge < SAVING_BELOW ? PowerState.SAVING : PowerState.BATTERY;
  }

  public boolean linked(Duration time) {
    return !within(script.linkLost(), time);
  }

  public boolean silent(Duration time) {
    return within(script.silent(), time);
  }

  public boolean overflowing(Duration time) {
    return within(script.overflow(), time);
  }

  private static boolean within(List<Span> spans, Duration time) {
    return spans.stream().anyMatch(span -> span.holds(time));
  }
}
