package jp.yagura.simulators.scenario;

import java.time.Instant;
import java.util.Optional;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.water.WaterLevel;
import jp.yagura.shared.water.WaterThresholds;

/// One tower's part in a scenario, as its sensors see it: a pure function of time. The same seed
/// and the same instant give the same [Conditions], in any process and in any order of asking.
public final class TowerStory {
  /// A float gauge in running water is never quite still. In millimetres.
  public static final int LEVEL_NOISE = 4;

  /// In millivolts.
  public static final int VOLTAGE_NOISE = 25;

  private static final int RAIN_NOISE = 6;

  private final ScenarioClock clock;
  private final Course course;
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
    this.clock = clock;
    course = new Course(scenario, scenario.scriptOf(site, new Noise(seed)), thresholds);
    var noise = new Noise(seed).of(site.value());
    levelNoise = noise.of("level");
    rainNoise = noise.of("rain");
    voltageNoise = noise.of("voltage");
  }

  /// What this tower's sensors read at that instant, and what works there.
  public Conditions at(Instant instant) {
    var time = clock.at(instant);
    long index = instant.toEpochMilli();
    var level = course.levelMillimetres(time);
    int rain = course.rainTenths(time);
    return new Conditions(
        level.isEmpty()
            ? Optional.empty()
            : Optional.of(new WaterLevel(level.getAsInt() + levelNoise.around(index, LEVEL_NOISE))),
        rain == 0 ? 0 : Math.max(0, rain + rainNoise.around(index, RAIN_NOISE)),
        course.airTenths(time),
        course.batteryMillivolts(time) + voltageNoise.around(index, VOLTAGE_NOISE),
        course.batteryPercent(time),
        course.power(time),
        course.linked(time),
        course.silent(time),
        course.overflowing(time));
  }

  /// What truly happens here, before any noise.
  public Course course() {
    return course;
  }

  public ScenarioClock clock() {
    return clock;
  }
}
