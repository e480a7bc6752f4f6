package jp.yagura.simulators.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.water.WaterLevel;
import jp.yagura.shared.water.WaterThresholds;

/// One tower's part in a scenario, as a pure function of time: the same seed and the same instant
/// give the same [Conditions], in any process and in any order of asking.
public final class TowerStory {
  /// A float gauge in running water is never quite still.
  public static final int LEVEL_NOISE = 4;

  private static final int VOLTAGE_NOISE = 25;
  private static final int RAIN_NOISE = 6;

  /// Below these charges the tower saves power (省電力) and then only survives (温存).
  private static final double SAVING_BELOW = 0.5;

  private static final double SURVIVAL_BELOW = 0.2;
  private static final Duration RECHARGE = Duration.ofSeconds(60);

  private final Scenario scenario;
  private final TowerScript script;
  private final ScenarioClock clock;
  private final Optional<Hydrograph> hydrograph;
  private final Battery battery;
  private final Noise levelNoise;
  private final Noise rainNoise;
  private final Noise voltageNoise;

  /// @param thresholds of its water gauge; absent where it has none
  public TowerStory(
      Scenario scenario,
      ScenarioClock clock,
      long seed,
      SiteId site,
      Optional<WaterThresholds> thresholds) {
    this.scenario = scenario;
    this.clock = clock;
    var noise = new Noise(seed).of(site.value());
    script = scenario.scriptOf(site, new Noise(seed));
    hydrograph =
        thresholds.flatMap(
            levels ->
                script
                    .flood()
                    .map(flood -> flood.at(levels, scenario.recession(), scenario.loop())));
    battery = new Battery(script.outages(), RECHARGE);
    levelNoise = noise.of("level");
    rainNoise = noise.of("rain");
    voltageNoise = noise.of("voltage");
  }

  /// What this tower's sensors read at that instant, and what works there.
  public Conditions at(Instant instant) {
    var time = clock.at(instant);
    long index = instant.toEpochMilli();
    int rain = scenario.storm().tenths(time, script.rainLag());
    return new Conditions(
        hydrograph.map(
            graph ->
                new WaterLevel(graph.millimetres(time) + levelNoise.around(index, LEVEL_NOISE))),
        rain == 0 ? 0 : Math.max(0, rain + rainNoise.around(index, RAIN_NOISE)),
        battery.millivolts(time) + voltageNoise.around(index, VOLTAGE_NOISE),
        battery.percent(time),
        power(time),
        none(script.linkLost(), time),
        !none(script.silent(), time),
        !none(script.overflow(), time));
  }

  /// The hydrograph without noise, where a river is watched.
  public Optional<Hydrograph> hydrograph() {
    return hydrograph;
  }

  private PowerState power(Duration time) {
    if (battery.mains(time)) {
      return PowerState.MAINS;
    }
    double charge = battery.charge(time);
    return charge < SURVIVAL_BELOW
        ? PowerState.SURVIVAL
        : charge < SAVING_BELOW ? PowerState.SAVING : PowerState.BATTERY;
  }

  private static boolean none(List<Span> spans, Duration time) {
    return spans.stream().noneMatch(span -> span.holds(time));
  }
}
