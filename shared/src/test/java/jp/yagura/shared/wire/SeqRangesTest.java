package jp.yagura.shared.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SeqRangesTest {

  @Test
  void whatArrivesInOrderMovesTheWatermark() {
    SeqRanges stored = SeqRanges.NONE.add(1).add(2).add(new SeqRange(3, 10));
    assertThat(stored).isEqualTo(SeqRanges.upTo(10));
    assertThat(stored.firstGap()).isEmpty();
  }

  @Test
  void whatArrivesEarlyWaitsAboveAGap() {
    SeqRanges stored = SeqRanges.upTo(10).add(new SeqRange(15, 20));
    assertThat(stored.upTo()).isEqualTo(10);
    assertThat(stored.above()).containsExactly(new SeqRange(15, 20));
    assertThat(stored.firstGap()).contains(new SeqRange(11, 14));
    assertThat(stored.add(new SeqRange(11, 14))).isEqualTo(SeqRanges.upTo(20));
  }

  @Test
  void neighboursBecomeOneRange() {
    assertThat(SeqRanges.NONE.add(5).add(7).add(6).above()).containsExactly(new SeqRange(5, 7));
  }

  @Test
  void nothingNewIsTheSameObject() {
    SeqRanges stored = SeqRanges.upTo(10).add(new SeqRange(15, 20));
    assertThat(stored.add(new SeqRange(16, 18))).isSameAs(stored);
    assertThat(stored.add(3)).isSameAs(stored);
  }

  @Test
  void moreHolesThanCanBeKeptAreForgottenAndTheStoreStaysTrue() {
    SeqRanges full = SeqRanges.NONE;
    for (long seq = 2; seq <= 2L * SeqRanges.MOST_RANGES; seq += 2) {
      full = full.add(seq);
    }
    assertThat(full.above()).hasSize(SeqRanges.MOST_RANGES);
    assertThat(full.add(1_000_000)).isSameAs(full);
    // but whatever closes or widens a range still gets in
    assertThat(full.add(1).upTo()).isEqualTo(2);
    assertThat(full.add(new SeqRange(1, 1_000_000))).isEqualTo(SeqRanges.upTo(1_000_000));
  }

  @Test
  void theEndsOfTheNumbersDoNotOverflow() {
    SeqRange last = new SeqRange(Long.MAX_VALUE - 1, Long.MAX_VALUE);
    assertThat(SeqRanges.NONE.add(last).contains(Long.MAX_VALUE)).isTrue();
    assertThat(SeqRanges.NONE.add(last).add(last).above()).containsExactly(last);
    assertThat(SeqRanges.NONE.add(new SeqRange(1, Long.MAX_VALUE)))
        .isEqualTo(SeqRanges.upTo(Long.MAX_VALUE));
    assertThat(SeqRanges.upTo(Long.MAX_VALUE).add(last)).isEqualTo(SeqRanges.upTo(Long.MAX_VALUE));
  }

  @Test
  void onlyTheShortestFormCanBeBuilt() {
    List<List<SeqRange>> wrong =
        List.of(
            List.of(new SeqRange(10, 12)),
            List.of(new SeqRange(11, 12)),
            List.of(new SeqRange(20, 21), new SeqRange(15, 16)),
            List.of(new SeqRange(15, 16), new SeqRange(17, 18)));
    for (List<SeqRange> above : wrong) {
      assertThatIllegalArgumentException().isThrownBy(() -> new SeqRanges(10, above));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> SeqRanges.upTo(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new SeqRange(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new SeqRange(5, 4));
  }

  @Property
  void itKnowsExactlyWhatANaiveSetKnows(@ForAll("ranges") List<SeqRange> added) {
    SeqRanges ranges = SeqRanges.NONE;
    TreeSet<Long> naive = new TreeSet<>();
    for (SeqRange range : added) {
      ranges = ranges.add(range);
      for (long seq = range.first(); seq <= range.last(); seq++) {
        naive.add(seq);
      }
      for (long seq = 0; seq <= 70; seq++) {
        assertThat(ranges.contains(seq)).as("contains %d", seq).isEqualTo(naive.contains(seq));
      }
      for (SeqRange asked : added) {
        boolean all =
            java.util.stream.LongStream.rangeClosed(asked.first(), asked.last())
                .allMatch(naive::contains);
        assertThat(ranges.contains(asked)).as("contains %s", asked).isEqualTo(all);
      }
      long watermark = 0;
      while (naive.contains(watermark + 1)) {
        watermark++;
      }
      assertThat(ranges.upTo()).isEqualTo(watermark);
    }
  }

  @Property
  void theOrderOfArrivalDoesNotMatter(@ForAll("ranges") List<SeqRange> added) {
    assertThat(all(added.reversed())).isEqualTo(all(added));
  }

  private static SeqRanges all(List<SeqRange> added) {
    SeqRanges ranges = SeqRanges.NONE;
    for (SeqRange range : added) {
      ranges = ranges.add(range);
    }
    return ranges;
  }

  @Provide
  Arbitrary<List<SeqRange>> ranges() {
    return Combinators.combine(
            Arbitraries.longs().between(1, 60), Arbitraries.longs().between(0, 7))
        .as((first, more) -> new SeqRange(first, first + more))
        .list()
        .ofMaxSize(25);
  }
}
