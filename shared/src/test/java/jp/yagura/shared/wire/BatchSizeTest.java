package jp.yagura.shared.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import org.junit.jupiter.api.Test;

/// What ten minutes of a tower weigh. A satellite link is paid by the byte.
class BatchSizeTest {
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
  private static final int LIMIT = 150;

  @Test
  void thirtyReadingsOfThreeSensorsInTenMinutesAreAtMost150Bytes() {
    int largest =
        LongStream.range(0, 2_000)
            .mapToInt(seed -> Wire.encode(tenMinutes(new Random(seed), 50)).length)
            .max()
            .orElseThrow();
    System.out.println(
        "[yagura-test] 30 readings (3 sensors x 10 min, jitter of ±50 ms): at most "
            + largest
            + " bytes of payload");
    assertThat(largest).isLessThanOrEqualTo(LIMIT);
  }

  @Test
  void evenASlowBusThatAnswersUpToASecondLateStaysWithinTheLimit() {
    int largest =
        LongStream.range(0, 2_000)
            .mapToInt(seed -> Wire.encode(tenMinutes(new Random(seed), 1_000)).length)
            .max()
            .orElseThrow();
    assertThat(largest).isLessThanOrEqualTo(LIMIT);
  }

  @Test
  void sensorsThatAreAskedInOneRoundTellTheirTimesOnce() {
    int largest =
        LongStream.range(0, 2_000)
            .mapToInt(seed -> Wire.encode(inRounds(tenMinutes(new Random(seed), 50))).length)
            .max()
            .orElseThrow();
    System.out.println(
        "[yagura-test] the same, all three asked at once: at most "
            + largest
            + " bytes of payload");
    assertThat(largest).isLessThanOrEqualTo(100);
  }

  private static ReadingsBatch inRounds(ReadingsBatch batch) {
    List<Reading> inRounds = new ArrayList<>();
    for (int i = 0; i < batch.readings().size(); i++) {
      Reading reading = batch.readings().get(i);
      Instant round = batch.readings().get(i - i % 3).observedAt();
      inRounds.add(new Reading(reading.sensor(), round, reading.value(), reading.quality()));
    }
    return new ReadingsBatch(batch.epoch(), batch.firstSeq(), inRounds);
  }

  @Test
  void orderAndQualityCostOnlyWhereTheyAreUnusual() {
    ReadingsBatch usual = tenMinutes(new Random(1), 50);
    List<Reading> shuffled = new ArrayList<>(usual.readings());
    java.util.Collections.swap(shuffled, 0, 1);
    List<Reading> suspect = new ArrayList<>(usual.readings());
    Reading first = suspect.getFirst();
    suspect.set(0, new Reading(first.sensor(), first.observedAt(), first.value(), Quality.SUSPECT));
    int size = Wire.encode(usual).length;
    // a table for the order of 30 readings, and two bits a reading for quality
    assertThat(sizeOf(usual, shuffled)).isBetween(size, size + 40);
    assertThat(sizeOf(usual, suspect)).isEqualTo(size + 10);
  }

  private static int sizeOf(ReadingsBatch like, List<Reading> readings) {
    return Wire.encode(new ReadingsBatch(like.epoch(), like.firstSeq(), readings)).length;
  }

  /// A river that rises by up to 30 cm in ten minutes with ripples of ±8 mm, rain that comes and
  /// goes, a battery that is charged with ±30 mV of noise; each minute each sensor is asked, and
  /// the answers come up to `jitter` ms early or late. The outbox is a year old.
  private static ReadingsBatch tenMinutes(Random random, int jitter) {
    List<Reading> readings = new ArrayList<>();
    double level = random.nextDouble(-500, 6_000);
    double rise = random.nextDouble(-10, 30);
    double rain = random.nextDouble(0, 300);
    for (int minute = 0; minute < 10; minute++) {
      level += rise;
      rain = Math.max(0, rain + random.nextDouble(-20, 20));
      add(readings, "wl", minute, random, jitter, level + random.nextDouble(-8, 8));
      add(readings, "rn", minute, random, jitter, 5.0 * Math.round(rain / 5));
      add(readings, "bv", minute, random, jitter, 27_300 + random.nextDouble(-30, 30));
    }
    long lastYear = START.minusSeconds(31_536_000).toEpochMilli();
    return new ReadingsBatch(lastYear, 3 * 60 * 24 * 365, readings);
  }

  private static void add(
      List<Reading> to, String sensor, int minute, Random random, int jitter, double value) {
    Instant at = START.plusSeconds(60L * minute).plusMillis(random.nextInt(-jitter, jitter + 1));
    to.add(Reading.normal(new SensorId(sensor), at, Math.round(value)));
  }
}
