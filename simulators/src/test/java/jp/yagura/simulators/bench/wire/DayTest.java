package jp.yagura.simulators.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.Wire;
import org.junit.jupiter.api.Test;

class DayTest {
  private static final Instant BEGIN = Instant.parse("2026-11-21T00:00:00Z");
  private final Day day = Day.of(SiteAddress.of("nankoku", "inabu"), BEGIN, 2026);

  @Test
  void aDayIsThreeSensorsAMinuteInBatchesOfTenMinutes() {
    int readings = 0;
    for (int number = 0; number < Day.BATCHES; number++) {
      readings += day.batch(number).size();
    }
    assertThat(readings).isEqualTo(3 * 24 * 60);
    assertThat(day.batch(0)).hasSize(30);
    assertThat(day.statusBeforeEndOf(0)).isEqualTo(BEGIN.plus(Day.STATUS));
    assertThat(day.endOf(0)).isEqualTo(BEGIN.plus(Day.BATCH));
  }

  @Test
  void theReadingsAreNotTooGoodToBeTrue() {
    assertThat(day.batch(60).stream().map(reading -> reading.value()).distinct().count())
        .isGreaterThan(12);
    assertThat(
            day.batch(60).stream()
                .map(reading -> reading.observedAt().toEpochMilli() % 60_000)
                .distinct()
                .count())
        .isGreaterThan(2);
  }

  @Test
  void aBatchKeepsThePromiseOfTheWireContract() {
    for (int number = 0; number < Day.BATCHES; number++) {
      var batch =
          new UpMessage.ReadingsBatch(BEGIN.toEpochMilli(), 1 + 30L * number, day.batch(number));
      assertThat(Wire.encode(batch)).hasSizeLessThanOrEqualTo(150);
    }
  }
}
