package jp.yagura.simulators.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.Wire;
import jp.yagura.simulators.scenario.Noise;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LoadSourcesTest {
  private static final Instant FROM = Instant.parse("2026-11-21T00:00:00Z");

  @Property(tries = 100)
  void noTwoReadingsOfASensorShareATime(@ForAll @IntRange(min = 1, max = 100) int perMessage) {
    var source = new StandardReadings(perMessage, FROM, Duration.ofMillis(1), new Noise(7));
    var last = new HashMap<SensorId, Instant>();
    for (int i = 0; i < 20; i++) {
      for (var reading : i % 3 == 0 ? source.nextAt(FROM.plusMillis(i * 9L)) : source.next()) {
        var before = last.put(reading.sensor(), reading.observedAt());
        assertThat(before == null || before.isBefore(reading.observedAt())).isTrue();
      }
    }
  }

  @Test
  void atASteadyRateNothingIsObservedInTheFuture() {
    var source = new StandardReadings(30, FROM, Duration.ofMillis(1), new Noise(7));
    for (int i = 1; i < 50; i++) {
      var now = FROM.plusSeconds(i);
      assertThat(source.nextAt(now)).allMatch(reading -> !reading.observedAt().isAfter(now));
    }
  }

  @Test
  void aStandardMessageOfThirtyReadingsIsSmall() {
    var source = new StandardReadings(30, FROM, Duration.ofMinutes(1), new Noise(7));
    for (int i = 0; i < 100; i++) {
      var message = new UpMessage.ReadingsBatch(FROM.toEpochMilli(), 30L * i + 1, source.next());
      assertThat(Wire.encode(message)).hasSizeLessThanOrEqualTo(150);
    }
  }

  @Test
  void theSameSeedMeasuresTheSame() {
    assertThat(hundred(7)).isEqualTo(hundred(7)).isNotEqualTo(hundred(8));
  }

  @Property
  void aSteadyPaceOwesExactlyWhatTimeHasEarned(
      @ForAll @IntRange(min = 1, max = 100_000) int perSecond,
      @ForAll @Size(max = 50) List<@IntRange(min = 0, max = 500_000_000) Integer> pauses) {
    var pace = new Pace(perSecond, 1_000);
    long now = 1_000;
    long taken = 0;
    for (int pause : pauses) {
      now += pause;
      taken += pace.due(now);
    }

    assertThat(taken).isEqualTo((long) ((now - 1_000) * (double) perSecond / 1e9));
  }

  private static List<Reading> hundred(long seed) {
    var source = new StandardReadings(10, FROM, Duration.ofMillis(1), new Noise(seed));
    var readings = new ArrayList<Reading>();
    for (int i = 0; i < 10; i++) {
      readings.addAll(source.next());
    }
    return readings;
  }
}
