package jp.yagura.agent.outbox;

import static jp.yagura.agent.outbox.Items.START;
import static jp.yagura.agent.outbox.Items.alarm;
import static jp.yagura.agent.outbox.Items.durable;
import static jp.yagura.agent.outbox.Items.opened;
import static jp.yagura.agent.outbox.Items.readings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import jp.yagura.agent.outbox.Occurrence.AlarmChanged;
import jp.yagura.agent.outbox.Occurrence.PowerChanged;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.Quality;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage.Alarm;
import jp.yagura.shared.wire.UpMessage.PowerChange;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
  private Path file;
  private Outbox outbox;

  @BeforeEach
  void open(@TempDir Path folder) throws OutboxException {
    file = folder.resolve("outbox.db");
    outbox = Outbox.open(file, InstantSource.fixed(START));
  }

  @AfterEach
  void close() throws OutboxException {
    outbox.close();
  }

  private void reopen() throws OutboxException {
    outbox.close();
    outbox = Outbox.open(file, InstantSource.fixed(START.plusSeconds(86_400)));
  }

  @Test
  void aStreamIsNumberedFromOneWithoutAGap() throws OutboxException {
    assertThat(outbox.append(readings(1, 3))).contains(new SeqRange(1, 3));
    assertThat(outbox.append(alarm(true))).isEmpty();
    assertThat(outbox.append(readings(4, 4))).contains(new SeqRange(4, 4));
  }

  @Test
  void theEpochIsTheTimeOfCreationAndStaysAcrossRestarts() throws OutboxException {
    assertThat(outbox.epoch()).isEqualTo(START.toEpochMilli());
    reopen();
    assertThat(outbox.epoch()).isEqualTo(START.toEpochMilli());
  }

  @Test
  void whatWasCommittedIsThereAfterARestart() throws OutboxException {
    Reading missing = Reading.missing(new SensorId("rn"), START);
    Reading suspect = new Reading(new SensorId("wl"), START, -1_234, Quality.SUSPECT);
    outbox.append(Entry.of(List.of(missing, suspect), List.of()));
    reopen();
    assertThat(outbox.newestReadings(2, List.of()))
        .get()
        .satisfies(batch -> assertThat(batch.readings()).containsExactly(missing, suspect));
  }

  @Test
  void noNumberIsGivenTwiceEvenWhenAllRowsAreGoneAndTheAgentRestarts() throws OutboxException {
    outbox.append(readings(1, 3));
    outbox.append(alarm(true));
    outbox.free(durable(outbox, Stream.READINGS, 3));
    outbox.free(durable(outbox, Stream.EVENTS, 1));
    reopen();
    assertThat(outbox.append(readings(4, 4))).contains(new SeqRange(4, 4));
    outbox.append(alarm(false));
    assertThat(opened(outbox.nextEvent(List.of(), false).orElseThrow()))
        .isInstanceOfSatisfying(Alarm.class, alarm -> assertThat(alarm.seq()).isEqualTo(2));
  }

  @Test
  void whatIsDurableIsDeletedAndNothingElse() throws OutboxException {
    outbox.append(readings(1, 10));
    long deleted = outbox.free(durable(outbox, Stream.READINGS, 2, new SeqRange(5, 6)));
    assertThat(deleted).isEqualTo(4);
    assertThat(outbox.waiting().items()).isEqualTo(6);
    assertThat(outbox.waiting().oldest()).contains(START.plusSeconds(3));
  }

  @Test
  void anAcknowledgementOfAnotherEpochFreesNothing() throws OutboxException {
    outbox.append(readings(1, 3));
    var foreign = new DurableAck(1, Stream.READINGS, 3, List.of());
    assertThat(outbox.free(foreign)).isZero();
    assertThat(outbox.waiting().items()).isEqualTo(3);
  }

  @Test
  void anAcknowledgementOfNumbersNeverGivenFreesNothing() throws OutboxException {
    outbox.append(readings(1, 3));
    assertThat(outbox.free(durable(outbox, Stream.READINGS, 4))).isZero();
    assertThat(outbox.waiting().items()).isEqualTo(3);
  }

  @Test
  void theNewestReadingsComeFirstInRunsOfAtMostAThousand() throws OutboxException {
    outbox.append(readings(1, 2_500));
    ReadingsBatch newest = outbox.newestReadings(2_500, List.of()).orElseThrow();
    assertThat(newest.range()).isEqualTo(new SeqRange(1_501, 2_500));
    assertThat(newest.readings()).hasSize(1_000).last().isEqualTo(Items.reading(2_500));
    ReadingsBatch next = outbox.newestReadings(2_500, List.of(newest.range())).orElseThrow();
    assertThat(next.range()).isEqualTo(new SeqRange(501, 1_500));
  }

  @Test
  void aRunEndsWhereReadingsAreUnderWayOrAlreadyFreed() throws OutboxException {
    outbox.append(readings(1, 20));
    outbox.free(durable(outbox, Stream.READINGS, 0, new SeqRange(14, 15)));
    List<SeqRange> underWay = List.of(new SeqRange(9, 10), new SeqRange(20, 20));
    assertThat(outbox.newestReadings(20, underWay).orElseThrow().range())
        .isEqualTo(new SeqRange(16, 19));
    assertThat(outbox.newestReadings(15, underWay).orElseThrow().range())
        .isEqualTo(new SeqRange(11, 13));
    assertThat(outbox.newestReadings(10, underWay).orElseThrow().range())
        .isEqualTo(new SeqRange(1, 8));
  }

  @Test
  void aRunHoldsNoMoreSensorsThanAMessageMay() throws OutboxException {
    List<Reading> oneOfEach =
        IntStream.range(0, 20)
            .mapToObj(n -> Reading.normal(new SensorId("s" + n), START, n))
            .toList();
    outbox.append(Entry.of(oneOfEach, List.of()));
    assertThat(outbox.newestReadings(20, List.of()).orElseThrow().range())
        .isEqualTo(new SeqRange(5, 20));
  }

  @Test
  void eventsComeOldestFirst() throws OutboxException {
    Instant later = START.plusSeconds(1);
    outbox.append(alarm(true));
    outbox.append(
        Entry.of(List.of(), List.of(new PowerChanged(PowerState.BATTERY, later, 24_800, 75))));
    Letter first = outbox.nextEvent(List.of(), false).orElseThrow();
    assertThat(opened(first)).isInstanceOf(Alarm.class);
    assertThat(opened(outbox.nextEvent(List.of(first.range()), false).orElseThrow()))
        .isEqualTo(new PowerChange(outbox.epoch(), 2, PowerState.BATTERY, later, 24_800, 75));
    assertThat(outbox.nextEvent(List.of(new SeqRange(1, 2)), false)).isEqualTo(Optional.empty());
  }

  /** A chattering relay has filled the box while the link was down, and then the river comes. */
  @Test
  void anOverflowIsToldBeforeAllThatHappenedBefore() throws OutboxException {
    for (int i = 0; i < 20; i++) {
      outbox.append(
          Entry.of(List.of(), List.of(new PowerChanged(PowerState.BATTERY, START, 24_800, 75))));
    }
    outbox.append(
        Entry.of(
            List.of(),
            List.of(new AlarmChanged(AlarmKind.OVERFLOW, true, START, Optional.empty(), 1))));
    Letter first = outbox.nextEvent(List.of(), false).orElseThrow();
    assertThat(opened(first))
        .isInstanceOfSatisfying(
            Alarm.class, alarm -> assertThat(alarm.kind()).isEqualTo(AlarmKind.OVERFLOW));
    assertThat(outbox.nextEvent(List.of(first.range()), true)).isEmpty();
    assertThat(outbox.nextEvent(List.of(first.range()), false).orElseThrow().range())
        .isEqualTo(SeqRange.only(1));
  }

  @Test
  void anEntryThatCannotBeWrittenLeavesNothingBehindAndNothingOpen() throws OutboxException {
    var impossible = new PowerChanged(PowerState.BATTERY, START, Integer.MAX_VALUE, 75);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> outbox.append(Entry.of(readings(1, 3).readings(), List.of(impossible))));
    assertThat(outbox.waiting().items()).isZero();
    assertThat(outbox.append(readings(1, 3))).contains(new SeqRange(1, 3));
  }

  @Test
  void anOutboxOfAnEarlierAgentIsTakenOverWithAllThatItHolds() throws Exception {
    Path old = file.resolveSibling("old.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + old);
        var statement = connection.createStatement()) {
      for (String sql : OutboxFile.FORMAT_1) {
        statement.execute(sql);
      }
      statement.execute("insert into outbox values (17)");
      statement.execute("insert into reading values (5, 'wl', 1000, 42, 0)");
      statement.execute("insert into event values (3, 'ALARM', 1000, x'00')");
    }
    try (Outbox taken = Outbox.open(old, InstantSource.fixed(START))) {
      assertThat(taken.epoch()).isEqualTo(17);
      assertThat(taken.waiting().items()).isEqualTo(2);
      assertThat(taken.nextEvent(List.of(), false).orElseThrow().range())
          .isEqualTo(SeqRange.only(3));
      assertThat(taken.append(alarm(true))).isEmpty();
    }
  }

  @Test
  void aNoteIsCommittedWithItsEntryAndOutlivesTheProcess() throws OutboxException {
    outbox.append(new Entry(List.of(), List.of(), Map.of("power", "MAINS")));
    outbox.append(new Entry(List.of(), List.of(), Map.of("power", "BATTERY")));
    reopen();
    assertThat(outbox.notes()).containsExactly(Map.entry("power", "BATTERY"));
  }

  @Test
  void anOutboxBelongsToOneAgent() {
    assertThatThrownBy(() -> Outbox.open(file, InstantSource.system()))
        .isInstanceOfSatisfying(
            OutboxException.class,
            e -> assertThat(e.reason()).isEqualTo(OutboxException.Reason.IN_USE));
  }
}
