package jp.yagura.agent.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.yagura.agent.outbox.Occurrence;
import jp.yagura.agent.outbox.Occurrence.AlarmChanged;
import jp.yagura.agent.site.LevelDriverConfig;
import jp.yagura.agent.site.SensorConfig;
import jp.yagura.agent.site.SpikeConfig;
import jp.yagura.agent.site.Timeline;
import jp.yagura.agent.site.Timeline.Point;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.Quality;
import jp.yagura.shared.wire.Reading;
import org.junit.jupiter.api.Test;

class ProbeTest {
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
  private static final SensorId LEVEL = new SensorId("wl");

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
    var unused =
        new LevelDriverConfig.Simulated(START, Timeline.once(new Point(Duration.ZERO, 0)), 0, 0);
    return new Probe(
        new SensorConfig(LEVEL, Optional.of(new SpikeConfig(5, 1_000)), unused), driver);
  }
}
