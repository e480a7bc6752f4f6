package jp.yagura.command.telemetry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.testing.MutableClock;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SeqRanges;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the way does to the messages, a reading is stored once. */
class ExactlyOnceTest {

  private static final int RUNS = 8;
  private static final int READINGS = 120;
  private static final long SEED = 20261121;

  @ParameterizedTest
  @EnumSource(Database.Dialect.class)
  void howeverOftenAndInWhateverOrderBatchesComeEachReadingIsStoredOnce(Database.Dialect dialect) {
    var random = new Random(SEED);
    try (Intake intake = Intake.on(dialect)) {
      for (int run = 1; run <= RUNS; run++) {
        long epoch = run;
        List<ReadingsBatch> sent = overlappingBatches(epoch, random);
        SeqRanges acknowledged = SeqRanges.NONE;
        for (int from = 0; from < sent.size(); ) {
          int to = Math.min(sent.size(), from + 1 + random.nextInt(5));
          var stored = intake.receiveAll(sent.subList(from, to));
          acknowledged = stored.acks().get(new StreamKey(Intake.INABU, epoch, Stream.READINGS));
          from = to;
        }
        assertThat(acknowledged).isEqualTo(SeqRanges.upTo(READINGS));
      }
      assertThat(intake.number("select count(*) from reading")).isEqualTo(RUNS * READINGS);
      assertThat(intake.number("select sum(n) from rollup")).isEqualTo(RUNS * READINGS);
      assertThat(intake.number("select sum(total) from rollup"))
          .isEqualTo(intake.number("select sum(value) from reading"));
      assertThat(intake.number("select max(most) from rollup"))
          .isEqualTo(intake.number("select max(value) from reading"));
      assertThat(intake.number("select observed_at from level"))
          .isEqualTo(intake.number("select max(observed_at) from reading"));
    }
  }

  /** The same readings cut in several ways, each piece at least once, shuffled. */
  private static List<ReadingsBatch> overlappingBatches(long epoch, Random random) {
    Map<Long, Reading> measured = new HashMap<>();
    for (long seq = 1; seq <= READINGS; seq++) {
      Instant at = MutableClock.START.minusSeconds(100_000 * epoch - seq * 60);
      measured.put(seq, Intake.level(at, 500 + random.nextInt(400)));
    }
    var batches = new ArrayList<ReadingsBatch>();
    for (int cut = 0; cut < 3; cut++) {
      for (long first = 1; first <= READINGS; ) {
        long last = Math.min(READINGS, first + random.nextInt(20));
        var readings = new ArrayList<Reading>();
        for (long seq = first; seq <= last; seq++) {
          readings.add(measured.get(seq));
        }
        batches.add(new ReadingsBatch(epoch, first, readings));
        first = last + 1;
      }
    }
    Collections.shuffle(batches, random);
    return batches;
  }
}
