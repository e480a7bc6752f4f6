package jp.yagura.agent.outbox;

import static jp.yagura.agent.outbox.Items.START;
import static jp.yagura.agent.outbox.Items.alarm;
import static jp.yagura.agent.outbox.Items.durable;
import static jp.yagura.agent.outbox.Items.opened;
import static jp.yagura.agent.outbox.Items.readings;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.UpMessage.Alarm;
import jp.yagura.shared.wire.UpMessage.Dropped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link that stays away for longer than there is room. */
class RoomTest {
  private static final long BOUND = 256 * 1024;
  private static final int ROUND = 500;

  private Path file;
  private Outbox outbox;

  @BeforeEach
  void open(@TempDir Path folder) throws OutboxException {
    file = folder.resolve("outbox.db");
    outbox = Outbox.open(file, InstantSource.fixed(START), BOUND);
  }

  @AfterEach
  void close() throws OutboxException {
    outbox.close();
  }

  @Test
  void aFullOutboxLetsGoOfItsOldestReadingsAndKeepsTheNewest() throws Exception {
    long newest = fill(100);
    assertThat(outbox.newestReadings(newest, List.of()).orElseThrow().ids().last())
        .isEqualTo(newest);
    assertThat(Files.size(file)).isLessThan(2 * BOUND);
    assertThat(outbox.waiting().items()).isLessThan(newest);
  }

  @Test
  void everyReadingIsEitherThereOrReportedAsDroppedAndNoneIsBoth() throws OutboxException {
    long newest = fill(100);
    List<Dropped> dropped = dropped();
    assertThat(dropped).isNotEmpty();
    long expected = 1;
    long lost = 0;
    for (Dropped one : dropped) {
      assertThat(one.range().first()).as("one behind the other").isEqualTo(expected);
      assertThat(one.from()).isEqualTo(START.plusSeconds(one.range().first()));
      assertThat(one.to()).isEqualTo(START.plusSeconds(one.range().last()));
      expected = one.range().last() + 1;
      lost += one.count();
    }
    assertThat(lost + outbox.waiting().items() - dropped.size()).isEqualTo(newest);
    assertThat(outbox.waiting().oldest()).isPresent();
  }

  @Test
  void alarmsAreNeverLetGoOf() throws OutboxException {
    outbox.append(alarm(true));
    fill(100);
    assertThat(opened(outbox.nextEvent(List.of(), false).orElseThrow())).isInstanceOf(Alarm.class);
  }

  @Test
  void whatWasConfirmedMeanwhileIsNotCountedAsLost() throws OutboxException {
    outbox.append(readings(1, 100));
    outbox.free(durable(outbox, Stream.READINGS, 0, new SeqRange(2, 51)));
    fill(60);
    Dropped first = dropped().getFirst();
    assertThat(first.range().first()).isEqualTo(1);
    assertThat(first.count()).isEqualTo(first.range().last() - 50);
  }

  @Test
  void theArchiveMakesRoomWithoutAWordAndBeforeAnythingThatIsOwed() throws Exception {
    long last = 0;
    for (int i = 0; i < 100; i++) {
      outbox.append(readings(last + 1, last + ROUND));
      last += ROUND;
      outbox.free(durable(outbox, Stream.READINGS, last - 100));
    }
    assertThat(Files.size(file)).isLessThan(2 * BOUND);
    assertThat(outbox.waiting().items()).isEqualTo(100);
    assertThat(dropped()).isEmpty();
  }

  @Test
  void aLossIsToldByTheEpochOfTheStartThatItIsOf() throws OutboxException {
    long first = outbox.epoch();
    outbox.append(readings(1, 40));
    outbox.close();
    outbox = Outbox.open(file, InstantSource.fixed(START), BOUND);
    fill(60);
    assertThat(dropped().getFirst().ofEpoch()).isEqualTo(first);
    assertThat(dropped().getFirst().range()).isEqualTo(new SeqRange(1, 40));
    assertThat(dropped().get(1).ofEpoch()).isEqualTo(outbox.epoch());
    assertThat(dropped().get(1).range().first()).isEqualTo(1);
  }

  @Test
  void numbersGoOnAlsoWhenAllThatWasThereHasBeenLetGoOf() throws OutboxException {
    long newest = fill(100);
    outbox.close();
    outbox = Outbox.open(file, InstantSource.fixed(START), BOUND);
    assertThat(outbox.append(readings(newest + 1, newest + 1))).contains(SeqRange.only(newest + 1));
  }

  private long fill(int rounds) throws OutboxException {
    long last = outbox.last(Stream.READINGS);
    for (int i = 0; i < rounds; i++) {
      outbox.append(readings(last + 1, last + ROUND));
      last += ROUND;
    }
    return last;
  }

  private List<Dropped> dropped() throws OutboxException {
    return events().stream().filter(Dropped.class::isInstance).map(Dropped.class::cast).toList();
  }

  private List<UpMessage> events() throws OutboxException {
    List<SeqRange> seen = new ArrayList<>();
    List<UpMessage> events = new ArrayList<>();
    for (Optional<Letter> next = outbox.nextEvent(seen, false);
        next.isPresent();
        next = outbox.nextEvent(seen, false)) {
      seen.add(next.get().range());
      events.add(opened(next.get()));
    }
    return events;
  }
}
