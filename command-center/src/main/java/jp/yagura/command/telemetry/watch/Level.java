package jp.yagura.command.telemetry.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import jp.yagura.command.site.Sensor;
import jp.yagura.shared.water.RateOfRise;
import jp.yagura.shared.water.StageRule;
import jp.yagura.shared.water.StageState;
import jp.yagura.shared.water.WaterLevel;
import jp.yagura.shared.water.WaterStage;
import jp.yagura.shared.water.WaterThresholds;
import jp.yagura.shared.wire.Quality;
import jp.yagura.shared.wire.Reading;

/**
 * The newest observation of a sensor and what has to be remembered to judge the next one.
 *
 * @param version grows with every change, so that nobody can miss one unnoticed
 * @param value empty when the newest observation is missing (欠測)
 * @param summaryOf the window whose last value it is, when only a summary of it is known; else zero
 * @param stages what the stage rule remembers; for sensors without thresholds it stays unknown
 */
record Level(
    long version,
    OptionalLong value,
    Quality quality,
    Instant observedAt,
    Instant receivedAt,
    StageState stages,
    Optional<RateOfRise> rate,
    RecentPoints recent,
    Duration summaryOf) {

  static final Level NEVER =
      new Level(
          0,
          OptionalLong.empty(),
          Quality.MISSING,
          Instant.EPOCH,
          Instant.EPOCH,
          StageState.UNKNOWN,
          Optional.empty(),
          new RecentPoints(List.of()),
          Duration.ZERO);

  /**
   * One that is not newer belongs to the past: it is stored, but it does not change what is now.
   */
  boolean isOlderThan(Reading reading) {
    return reading.observedAt().isAfter(observedAt);
  }

  Level after(NewReading r) {
    return after(r.sensor(), r.reading(), r.receivedAt(), Duration.ZERO);
  }

  Level after(NewSummary s) {
    return after(s.sensor(), s.last(), s.receivedAt(), s.span());
  }

  private Level after(Sensor sensor, Reading reading, Instant received, Duration window) {
    Optional<WaterThresholds> thresholds = sensor.thresholds();
    if (reading.quality() == Quality.MISSING) {
      return new Level(
          version + 1,
          OptionalLong.empty(),
          Quality.MISSING,
          reading.observedAt(),
          received,
          stages, // what was known stays known, and its age tells the rest
          Optional.empty(),
          recent,
          window);
    }
    boolean water = thresholds.isPresent() && fitsALevel(reading.value());
    RecentPoints points = water ? recent.with(reading) : recent;
    return new Level(
        version + 1,
        OptionalLong.of(reading.value()),
        reading.quality(),
        reading.observedAt(),
        received,
        water ? judged(thresholds.get(), reading) : stages,
        water ? RateOfRise.of(points.points()) : Optional.empty(),
        points,
        window);
  }

  /**
   * A value that jumped is doubted and changes no stage, with one exception: above the danger level
   * it is believed, because a false alarm costs less than a missed one.
   */
  private StageState judged(WaterThresholds thresholds, Reading reading) {
    var rule = new StageRule(thresholds);
    var level = new WaterLevel((int) reading.value());
    boolean believed =
        reading.quality() == Quality.NORMAL || rule.stageOf(level) == WaterStage.DANGER;
    return believed ? rule.next(stages, level) : stages;
  }

  private static boolean fitsALevel(long value) {
    return value == (int) value;
  }
}
