package jp.yagura.simulators.bench.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.water.WaterLevel;
import jp.yagura.shared.water.WaterThresholds;
import jp.yagura.shared.wire.Reading;
import jp.yagura.simulators.scenario.Conditions;
import jp.yagura.simulators.scenario.Noise;
import jp.yagura.simulators.scenario.Scenarios;
import jp.yagura.simulators.scenario.TowerStory;

/// A day of the standard telemetry plan as one tower sees it: three sensors a minute, through a
/// flood that takes the whole day.
record Day(TowerStory story, Noise clockNoise, Instant begin) {
  static final Duration SAMPLE = Duration.ofMinutes(1);
  static final Duration STATUS = Duration.ofMinutes(5);
  static final Duration BATCH = Duration.ofMinutes(10);
  /// Longer than the longest pause between two messages: nobody ever has to ping.
  static final Duration KEEP_ALIVE = Duration.ofMinutes(10);

  /// What the site file of a tower on a metered link says.
  static final Duration ACK_EVERY = Duration.ofHours(1);

  static final int BATCHES = (int) Duration.ofDays(1).dividedBy(BATCH);
  private static final Duration RISE = Duration.ofHours(12);

  /// A box that does other things too measures a little late, now and then.
  private static final int LATE_MILLIS = 3;

  private static final SensorId LEVEL = new SensorId("wl");
  private static final SensorId RAIN = new SensorId("rn");
  private static final SensorId BATTERY = new SensorId("bv");

  static Day of(SiteAddress tower, Instant begin, long seed) {
    var scenario = Scenarios.named(Scenarios.NANKOKU_FLOOD);
    var thresholds =
        Optional.of(
            new WaterThresholds(
                Optional.of(new WaterLevel(1_200)),
                Optional.of(new WaterLevel(1_600)),
                Optional.of(new WaterLevel(2_400)),
                Optional.of(new WaterLevel(3_200)),
                WaterThresholds.DEFAULT_HYSTERESIS_MILLIMETRES,
                WaterThresholds.DEFAULT_FALLING_READINGS));
    return new Day(
        new TowerStory(scenario, scenario.clock(begin, RISE), seed, tower.site(), thresholds),
        new Noise(seed).of("clock of " + tower),
        begin);
  }

  /// The readings of that batch of the day, in the order in which they are taken.
  List<Reading> batch(int number) {
    var readings = new ArrayList<Reading>();
    var from = begin.plus(BATCH.multipliedBy(number));
    for (var at = from; at.isBefore(from.plus(BATCH)); at = at.plus(SAMPLE)) {
      var late = at.plusMillis(LATE_MILLIS + clockNoise.around(at.toEpochMilli(), LATE_MILLIS));
      var conditions = story.at(late);
      conditions
          .level()
          .ifPresent(level -> readings.add(Reading.normal(LEVEL, late, level.millimetres())));
      readings.add(Reading.normal(RAIN, late, conditions.rainTenths()));
      readings.add(Reading.normal(BATTERY, late, conditions.batteryMillivolts()));
    }
    return readings;
  }

  /// When that batch is sent, and every second status is due.
  Instant endOf(int number) {
    return begin.plus(BATCH.multipliedBy(number + 1L));
  }

  /// When the status in between is due, on which no readings wait.
  Instant statusBeforeEndOf(int number) {
    return endOf(number).minus(STATUS);
  }

  Conditions at(Instant instant) {
    return story.at(instant);
  }
}
