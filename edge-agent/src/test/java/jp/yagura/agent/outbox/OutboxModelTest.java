package jp.yagura.agent.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.SeqRanges;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/// The outbox against a map that does the same in the plainest way, through any sequence of steps.
class OutboxModelTest {

  sealed interface Step {
    record Append(int readings) implements Step {}

    record Free(long upTo, List<SeqRange> alsoStored) implements Step {}

    record Reopen() implements Step {}

    record Read(long upTo, List<SeqRange> underWay) implements Step {}
  }

  @Property(tries = 150)
  void anOutboxDoesWhatAPlainMapWould(@ForAll("steps") List<Step> steps) throws Exception {
    Path folder = Files.createTempDirectory("outbox-model");
    Outbox outbox = open(folder);
    try {
      TreeMap<Long, Reading> model = new TreeMap<>();
      long last = 0;
      for (Step step : steps) {
        switch (step) {
          case Step.Append(int count) -> {
            outbox.append(Items.readings(last + 1, last + count));
            for (long seq = last + 1; seq <= last + count; seq++) {
              model.put(seq, Items.reading(seq));
            }
            last += count;
          }
          case Step.Free(long upTo, List<SeqRange> alsoStored) -> {
            DurableAck ack = ack(outbox, upTo, alsoStored);
            outbox.free(ack);
            if (ack.upTo() <= last) {
              SeqRanges stored = ack.stored();
              model.keySet().removeIf(stored::contains);
            }
          }
          case Step.Reopen() -> {
            outbox.close();
            outbox = open(folder);
          }
          case Step.Read(long upTo, List<SeqRange> underWay) ->
              assertThat(read(outbox, upTo, underWay))
                  .isEqualTo(readPlainly(model, upTo, underWay));
        }
        assertThat(outbox.last(Stream.READINGS)).isEqualTo(last);
        assertThat(outbox.waiting().items()).isEqualTo(model.size());
      }
    } finally {
      outbox.close();
      delete(folder);
    }
  }

  private static Outbox open(Path folder) throws OutboxException {
    return Outbox.open(folder.resolve("outbox.db"), InstantSource.fixed(Items.START));
  }

  private static DurableAck ack(Outbox outbox, long upTo, List<SeqRange> ranges) {
    SeqRanges stored = SeqRanges.upTo(upTo);
    for (SeqRange range : ranges) {
      stored = stored.add(range);
    }
    return DurableAck.of(outbox.epoch(), Stream.READINGS, stored);
  }

  private static List<Reading> read(Outbox outbox, long upTo, List<SeqRange> underWay)
      throws OutboxException {
    return outbox.newestReadings(upTo, underWay).map(ReadingsBatch::readings).orElse(List.of());
  }

  private static List<Reading> readPlainly(
      TreeMap<Long, Reading> model, long upTo, List<SeqRange> underWay) {
    List<Reading> newestFirst = new ArrayList<>();
    @Nullable Long previous = null;
    for (long seq : model.headMap(upTo, true).descendingKeySet()) {
      boolean free = underWay.stream().noneMatch(range -> range.contains(seq));
      if (previous != null && (!free || seq != previous - 1)) {
        break;
      }
      if (free) {
        newestFirst.add(Items.reading(seq));
        previous = seq;
      }
    }
    return newestFirst.reversed();
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> append = Arbitraries.integers().between(1, 12).map(Step.Append::new);
    Arbitrary<Step> free =
        Combinators.combine(Arbitraries.longs().between(0, 40), ranges()).as(Step.Free::new);
    Arbitrary<Step> read =
        Combinators.combine(Arbitraries.longs().between(0, 60), ranges()).as(Step.Read::new);
    return Arbitraries.oneOf(append, append, free, read, read, Arbitraries.of(new Step.Reopen()))
        .list()
        .ofMaxSize(25);
  }

  private static Arbitrary<List<SeqRange>> ranges() {
    Arbitrary<Long> first = Arbitraries.longs().between(1, 60);
    Arbitrary<Integer> length = Arbitraries.integers().between(1, 8);
    return Combinators.combine(first, length)
        .as((from, size) -> new SeqRange(from, from + size - 1))
        .list()
        .ofMaxSize(4);
  }
}
