package jp.yagura.shared.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.Decoded.Accepted;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class WireRoundTripTest {

  @Property
  void everyUpwardMessageComesBackEqual(@ForAll("up") UpMessage message) {
    assertThat(Wire.decodeUp(message.topicKind(), Wire.encode(message)))
        .isEqualTo(new Accepted<>(message));
  }

  @Property
  void everyDownwardMessageComesBackEqual(@ForAll("down") DownMessage message) {
    assertThat(Wire.decodeDown(message.topicKind(), Wire.encode(message)))
        .isEqualTo(new Accepted<>(message));
  }

  @Property
  void everyBatchComesBackEqual(@ForAll("batches") ReadingsBatch batch) {
    assertThat(Wire.decodeUp(Kind.READINGS, Wire.encode(batch))).isEqualTo(new Accepted<>(batch));
  }

  @Property(tries = 100)
  void theSameMessageAlwaysHasTheSameBytes(@ForAll("up") UpMessage message) {
    assertThat(Wire.encode(message)).isEqualTo(Wire.encode(message));
  }

  @Test
  void theLargestBatchWithTheWorstDifferencesFitsAndComesBack() {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < Wire.MAX_READINGS; i++) {
      long extreme = i / 16 % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
      SensorId sensor = new SensorId("sensor-%09d".formatted(i * 7 % 16));
      readings.add(new Reading(sensor, Instant.ofEpochMilli(extreme), extreme, Quality.SUSPECT));
    }
    ReadingsBatch batch =
        new ReadingsBatch(Long.MAX_VALUE, Long.MAX_VALUE - Wire.MAX_READINGS, readings);
    byte[] payload = Wire.encode(batch);
    assertThat(payload.length).isLessThan(Wire.MAX_PAYLOAD / 8);
    assertThat(Wire.decodeUp(Kind.READINGS, payload)).isEqualTo(new Accepted<>(batch));
  }

  @Test
  void timesAreKeptToTheMillisecondAndNotBeyond() {
    Instant fine = Instant.parse("2026-11-21T00:00:00.123456789Z");
    assertThat(Reading.normal(new SensorId("wl"), fine, 1).observedAt())
        .isEqualTo(Instant.parse("2026-11-21T00:00:00.123Z"));
  }

  @Test
  void aMissingReadingCarriesNoValueEvenIfOneIsGiven() {
    Reading missing = new Reading(new SensorId("wl"), Instant.EPOCH, 77, Quality.MISSING);
    assertThat(missing).isEqualTo(Reading.missing(new SensorId("wl"), Instant.EPOCH));
    assertThat(missing.measured()).isEmpty();
  }

  @Provide
  Arbitrary<UpMessage> up() {
    return Messages.up();
  }

  @Provide
  Arbitrary<DownMessage> down() {
    return Messages.down();
  }

  @Provide
  Arbitrary<ReadingsBatch> batches() {
    return Messages.batches();
  }
}
