package jp.yagura.agent.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import jp.yagura.agent.outbox.Occurrence;
import jp.yagura.agent.outbox.Occurrence.AlarmChanged;
import jp.yagura.agent.site.Label;
import jp.yagura.agent.site.LevelDriverConfig;
import jp.yagura.agent.site.Plausibility;
import jp.yagura.agent.site.SensorConfig;
import jp.yagura.agent.site.SpikeConfig;
import jp.yagura.agent.site.Timeline;
import jp.yagura.agent.site.Timeline.Point;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.Quality;
import jp.yagura.shared.wire.Reading;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProbeTest {
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
  private static final SensorId LEVEL = new SensorId("wl");
  private static final LevelDriverConfig UNUSED =
      new LevelDriverConfig.Simulated(START, Timeline.once(new Point(Duration.ZERO, 0)), 0, 0);
  private static final Plausibility RANGE =
      new Plausibility(
          Optional.of(new SpikeConfig(5, 1_000)),
          Optional.of(new Plausibility.Range(-500, 9_000)),
          Optional.empty());

  @Test
  void aSpikeIsMarkedAndKept() {
    Driver jumps = now -> now.equals(START.plusSeconds(2)) ? 5_000 : 400;
    List<Reading> readings = lookFor(4, probe(jumps)).stream().map(Probe.Look::reading).toList();
    assertThat(readings)
        .extracting(Reading::quality)
        .containsExactly(Quality.NORMAL, Quality.NORMAL, Quality.SUSPECT, Quality.NORMAL);
    assertThat(readings.get(2).value()).isEqualTo(5_000);
  }

  @Test
  void aSensorThatDoesNotAnswerYieldsAMissingReadingAndAfterThreeAnAlarmOnce() {
    Driver silent =
        _ -> {
          throw new DriverFault("no answer on the bus");
        };
    List<Probe.Look> looks = lookFor(5, probe(silent));
    assertThat(looks).allMatch(look -> look.reading().quality() == Quality.MISSING);
    assertThat(occurrences(looks)).containsExactly(faultAlarm(true, START.plusSeconds(2), 0));
  }

  @Test
  void theAlarmEndsWhenTheSensorAnswersAgain() {
    Driver comesBack =
        now -> {
          if (now.isBefore(START.plusSeconds(4))) {
            throw new DriverFault("no answer on the bus");
          }
          return 410;
        };
    assertThat(occurrences(lookFor(6, probe(comesBack))))
        .containsExactly(
            faultAlarm(true, START.plusSeconds(2), 0),
            faultAlarm(false, START.plusSeconds(4), 410));
  }

  @Test
  void whatDoesNotExistHereIsNoMeasurementAndAfterThreeOfItTheSensorIsBroken() {
    Driver saturated = _ -> 65_535;
    List<Probe.Look> looks = lookFor(4, probe(saturated, RANGE));
    assertThat(looks)
        .allMatch(look -> look.reading().quality() == Quality.MISSING)
        .allMatch(look -> look.reading().value() == 0);
    assertThat(occurrences(looks)).containsExactly(faultAlarm(true, START.plusSeconds(2), 0));
  }

  @Test
  void theEndsOfTheRangeAreInIt() {
    Driver swings = now -> now.getEpochSecond() % 2 == 0 ? -500 : 9_000;
    assertThat(lookFor(4, probe(swings, RANGE)))
        .allMatch(look -> look.reading().quality() != Quality.MISSING);
  }

  @Test
  void nonsenseOutsideTheRangeDoesNotMoveWhatCountsAsASpike() {
    Driver driver = now -> now.isBefore(START.plusSeconds(6)) ? 65_535 : 400;
    List<Probe.Look> looks = lookFor(8, probe(driver, RANGE));
    assertThat(looks.getLast().reading().quality()).isEqualTo(Quality.NORMAL);
  }

  @Test
  void aValueThatHasStoppedChangingIsDoubtedAndToldOnceUntilItMoves() {
    Driver freezes = now -> now.isBefore(START.plusSeconds(15)) ? 400 : 401;
    var frozen =
        new Plausibility(Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(10)));
    Probe probe = probe(freezes, frozen);
    List<Probe.Look> looks = lookFor(20, probe);
    assertThat(looks)
        .filteredOn(look -> look.reading().quality() == Quality.SUSPECT)
        .extracting(look -> look.reading().observedAt())
        .containsExactly(
            START.plusSeconds(10),
            START.plusSeconds(11),
            START.plusSeconds(12),
            START.plusSeconds(13),
            START.plusSeconds(14));
    assertThat(occurrences(looks))
        .containsExactly(
            faultAlarm(true, START.plusSeconds(10), 400),
            faultAlarm(false, START.plusSeconds(15), 401));
    assertThat(probe.view().doubted()).containsEntry(Doubt.FROZEN, 5L);
  }

  @Test
  void aClockThatJumpsByYearsFreezesNoSensor() {
    var frozen =
        new Plausibility(Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(10)));
    Probe probe = probe(_ -> 400, frozen);
    assertThat(probe.look(START).reading().quality()).isEqualTo(Quality.NORMAL);
    Instant yearsLater = START.plus(Duration.ofDays(2_000));
    assertThat(probe.look(yearsLater).reading().quality()).isEqualTo(Quality.NORMAL);
  }

  @Test
  void whatIsDoubtedIsCountedByReason() {
    Driver mad =
        now ->
            switch ((int) (now.getEpochSecond() - START.getEpochSecond())) {
              case 5 -> throw new DriverFault("NaN");
              case 6 -> 99_999;
              case 7 -> 5_000;
              default -> 400;
            };
    Probe probe = probe(mad, RANGE);
    lookFor(9, probe);
    assertThat(probe.view().doubted())
        .containsOnly(
            Map.entry(Doubt.UNREADABLE, 1L),
            Map.entry(Doubt.OUT_OF_RANGE, 1L),
            Map.entry(Doubt.SPIKE, 1L));
    assertThat(probe.view().broken()).isFalse();
  }

  @Property
  void whateverADeviceSaysThereIsAReadingAndItsValueIsInRangeOrMissing(@ForAll long[] garbage) {
    var next = new AtomicInteger();
    Probe probe = probe(_ -> garbage[next.getAndIncrement()], RANGE);
    for (Probe.Look look : lookFor(garbage.length, probe)) {
      Reading reading = look.reading();
      assertThat(
              reading.quality() == Quality.MISSING
                  || (reading.value() >= -500 && reading.value() <= 9_000))
          .isTrue();
    }
  }

  private static Occurrence faultAlarm(boolean raised, Instant at, long value) {
    return new AlarmChanged(AlarmKind.SENSOR_FAULT, raised, at, Optional.of(LEVEL), value);
  }

  private static List<Occurrence> occurrences(List<Probe.Look> looks) {
    return looks.stream().flatMap(look -> look.occurrences().stream()).toList();
  }

  private static List<Probe.Look> lookFor(int seconds, Probe probe) {
    List<Probe.Look> looks = new ArrayList<>();
    for (int second = 0; second < seconds; second++) {
      looks.add(probe.look(START.plusSeconds(second)));
    }
    return looks;
  }

  private static Probe probe(Driver driver) {
    return probe(
        driver,
        new Plausibility(
            Optional.of(new SpikeConfig(5, 1_000)), Optional.empty(), Optional.empty()));
  }

  private static Probe probe(Driver driver, Plausibility plausibility) {
    return new Probe(
        new SensorConfig(LEVEL, new Label("水位", "Level"), "mm", plausibility, UNUSED), driver);
  }
}
