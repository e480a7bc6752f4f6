package jp.yagura.agent.outbox;

import static jp.yagura.agent.outbox.Items.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.yagura.agent.clock.Stamp;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.PictureSize;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.SeqRanges;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage.Dropped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureShelfTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void picturesAreThereAfterARestartAndTheNewestIsFirst() throws OutboxException {
    Picture full = Shots.full(START.plusSeconds(1), 70_000);
    try (Outbox outbox = open()) {
      outbox.keep(List.of(Shots.thumbnail(START), Shots.full(START, 60_000)), Stamp.SURE);
      outbox.keep(List.of(full), Stamp.SURE);
    }
    try (Outbox outbox = open()) {
      KeptPicture newest = outbox.newestPicture(PictureSize.FULL, Set.of()).orElseThrow();
      assertThat(newest.seq()).isEqualTo(3);
      assertThat(newest.takenAt()).isEqualTo(full.takenAt());
      assertThat(outbox.bytesOf(newest, 0, 70_000).toArray()).isEqualTo(full.jpeg());
      assertThat(outbox.bytesOf(newest, 69_990, 4_096).size()).isEqualTo(10);
      assertThat(outbox.newestPicture(PictureSize.FULL, Set.of(newest.id())).orElseThrow().seq())
          .isEqualTo(2);
    }
  }

  @Test
  void onlyWhatIsConfirmedGoesAndNoNumberIsGivenTwice() throws OutboxException {
    try (Outbox outbox = open()) {
      for (int i = 0; i < 4; i++) {
        outbox.keep(List.of(Shots.thumbnail(START.plusSeconds(i))), Stamp.SURE);
      }
      SeqRanges stored = SeqRanges.upTo(1).add(new SeqRange(3, 4));
      assertThat(outbox.free(acked(outbox.epoch(), stored))).isEqualTo(3);
      assertThat(outbox.free(acked(outbox.epoch() + 1, SeqRanges.upTo(4)))).isZero();
      assertThat(outbox.free(acked(outbox.epoch(), SeqRanges.upTo(5)))).as("no such").isZero();
      assertThat(numbers(outbox)).containsExactly(2L);
      outbox.keep(List.of(Shots.thumbnail(START)), Stamp.SURE);
      assertThat(numbers(outbox)).containsExactly(5L, 2L);
    }
  }

  @Test
  void eachStartCountsFromOneAndWhatIsOlderKeepsItsNumber() throws OutboxException {
    long before;
    try (Outbox outbox = open()) {
      before = outbox.epoch();
      outbox.keep(List.of(Shots.thumbnail(START), Shots.thumbnail(START)), Stamp.SURE);
    }
    try (Outbox outbox = open()) {
      outbox.keep(List.of(Shots.thumbnail(START.plusSeconds(1))), Stamp.SURE);
      assertThat(numbers(outbox)).containsExactly(1L, 2L, 1L);
      outbox.free(acked(outbox.epoch(), SeqRanges.upTo(1)));
      assertThat(numbers(outbox)).containsExactly(2L, 1L);
      outbox.free(acked(before, SeqRanges.upTo(2)));
      assertThat(numbers(outbox)).isEmpty();
    }
  }

  @Test
  void whatWasTakenWithoutKnowingTheTimeIsPutRightWhenItIsKnown() throws OutboxException {
    try (Outbox outbox = open()) {
      Instant believed = Instant.EPOCH.plusSeconds(100);
      var unsure = new Stamp(40_000, false); // taken 60 s after the machine was switched on
      outbox.keep(List.of(Shots.thumbnail(believed)), unsure);
      outbox.keep(List.of(Shots.full(START, 9_000)), Stamp.SURE);
      assertThat(outbox.trueTimeIs(START.toEpochMilli())).isEqualTo(1);
      assertThat(taken(outbox, PictureSize.THUMBNAIL)).isEqualTo(START.plusSeconds(60));
      assertThat(taken(outbox, PictureSize.FULL)).isEqualTo(START);
      outbox.keep(List.of(Shots.thumbnail(believed.plusSeconds(1))), unsure);
      assertThat(taken(outbox, PictureSize.THUMBNAIL)).isEqualTo(START.plusSeconds(61));
    }
  }

  @Test
  void theArchiveOfConfirmedReadingsGoesBeforeAnyPicture() throws OutboxException {
    try (Outbox outbox = Outbox.open(file(), InstantSource.fixed(START), 1 << 20)) {
      long last = 0;
      for (int i = 0; i < 40; i++) {
        outbox.append(Items.readings(last + 1, last + 500));
        last += 500;
        outbox.free(Items.durable(outbox, Stream.READINGS, last));
      }
      for (int i = 0; i < 6; i++) {
        outbox.keep(List.of(Shots.full(START.plusSeconds(i), 60_000)), Stamp.SURE);
      }
      assertThat(numbers(outbox, PictureSize.FULL)).hasSize(6);
      assertThat(dropped(outbox)).isEmpty();
    }
  }

  @Test
  void whenItIsFullFullPicturesGoBeforeReadingsAndThumbnailsLastAndEachLossIsTold()
      throws OutboxException {
    try (Outbox outbox = Outbox.open(file(), InstantSource.fixed(START), 1 << 20)) {
      outbox.append(Items.readings(1, 200));
      for (int i = 0; i < 20; i++) {
        outbox.keep(List.of(Shots.thumbnail(START.plusSeconds(i))), Stamp.SURE);
      }
      for (int i = 0; i < 40; i++) {
        outbox.keep(List.of(Shots.full(START.plusSeconds(i), 60_000)), Stamp.SURE);
      }
      assertThat(outbox.newestReadings(200, List.of()).orElseThrow().batch().readings())
          .hasSize(200);
      assertThat(numbers(outbox)).hasSize(20);
      Set<Long> lost = new HashSet<>();
      for (Dropped dropped : dropped(outbox)) {
        assertThat(dropped.stream()).isEqualTo(Stream.SNAPSHOTS);
        assertThat(dropped.range().size()).isEqualTo(dropped.count());
        for (long seq = dropped.range().first(); seq <= dropped.range().last(); seq++) {
          assertThat(lost.add(seq)).as("told once").isTrue();
        }
      }
      assertThat(lost.size() + numbers(outbox, PictureSize.FULL).size()).isEqualTo(40);
      assertThat(lost).doesNotContainAnyElementsOf(numbers(outbox, PictureSize.FULL));
    }
  }

  @Test
  void moreFullPicturesThanTheNumbersCanBearPushTheOldestOut() throws OutboxException {
    try (Outbox outbox = open()) {
      for (int i = 0; i < PictureShelf.MOST_FULL + 3; i++) {
        Instant at = START.plusSeconds(i);
        outbox.keep(List.of(Shots.thumbnail(at), Shots.full(at, 7_000)), Stamp.SURE);
      }
      assertThat(numbers(outbox, PictureSize.FULL))
          .hasSize(PictureShelf.MOST_FULL)
          .doesNotContain(2L, 4L, 6L);
      assertThat(dropped(outbox)).hasSize(3);
      assertThat(numbers(outbox)).as("thumbnails stay").hasSize(PictureShelf.MOST_FULL + 3);
    }
  }

  private static List<Dropped> dropped(Outbox outbox) throws OutboxException {
    List<Dropped> told = new ArrayList<>();
    List<SeqRange> seen = new ArrayList<>();
    Optional<Letter> next = outbox.nextEvent(seen, false);
    while (next.isPresent()) {
      seen.add(next.get().range());
      told.add((Dropped) Items.opened(next.get()));
      next = outbox.nextEvent(seen, false);
    }
    return told;
  }

  private static List<Long> numbers(Outbox outbox) throws OutboxException {
    return numbers(outbox, PictureSize.THUMBNAIL);
  }

  private static List<Long> numbers(Outbox outbox, PictureSize size) throws OutboxException {
    List<Long> numbers = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    Optional<KeptPicture> next = outbox.newestPicture(size, seen);
    while (next.isPresent()) {
      seen.add(next.get().id());
      numbers.add(next.get().seq());
      next = outbox.newestPicture(size, seen);
    }
    return numbers;
  }

  private static DurableAck acked(long epoch, SeqRanges stored) {
    return DurableAck.of(epoch, Stream.SNAPSHOTS, stored);
  }

  private static Instant taken(Outbox outbox, PictureSize size) throws OutboxException {
    return outbox.newestPicture(size, Set.of()).orElseThrow().takenAt();
  }

  private Path file() {
    return folder.resolve("outbox.db");
  }

  private Outbox open() throws OutboxException {
    return Outbox.open(file(), InstantSource.fixed(START));
  }
}
