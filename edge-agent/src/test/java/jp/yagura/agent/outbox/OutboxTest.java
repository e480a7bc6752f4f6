package jp.yagura.agent.outbox;

import static jp.yagura.agent.outbox.Items.START;
import static jp.yagura.agent.outbox.Items.alarm;
import static jp.yagura.agent.outbox.Items.durable;
import static jp.yagura.agent.outbox.Items.opened;
import static jp.yagura.agent.outbox.Items.readings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import jp.yagura.agent.clock.Moment;
import jp.yagura.agent.clock.Stamp;
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
import jp.yagura.shared.wire.Tail;
import jp.yagura.shared.wire.UpMessage.Alarm;
import jp.yagura.shared.wire.UpMessage.Dropped;
import jp.yagura.shared.wire.UpMessage.PowerChange;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.shared.wire.Wire;
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
  void eachStartBeginsAnEpochThatIsHigherThanTheLast() throws OutboxException {
    long first = outbox.epoch();
    assertThat(first).isGreaterThanOrEqualTo(START.toEpochMilli());
    outbox.close();
    outbox = Outbox.open(file, InstantSource.fixed(Instant.EPOCH));
    assertThat(outbox.epoch()).as("also when the clock has fallen back").isGreaterThan(first);
  }

  @Test
  void whatAnEarlierStartHasLeftKeepsItsEpochAndItsNumbers() throws OutboxException {
    long first = outbox.epoch();
    outbox.append(readings(1, 3));
    reopen();
    outbox.append(readings(4, 5));
    ReadingsBatch fresh = batch(5);
    assertThat(fresh.epoch()).isEqualTo(outbox.epoch());
    assertThat(fresh.range()).isEqualTo(new SeqRange(1, 2));
    ReadingsBatch old = batch(3);
    assertThat(old.epoch()).isEqualTo(first);
    assertThat(old.range()).isEqualTo(new SeqRange(1, 3));
    assertThat(outbox.free(new DurableAck(first, Stream.READINGS, 3, List.of()))).isEqualTo(3);
    assertThat(outbox.waiting().items()).isEqualTo(2);
  }

  private ReadingsBatch batch(long upTo) throws OutboxException {
    return outbox.newestReadings(upTo, List.of()).orElseThrow().batch();
  }

  /** A card is copied, used on, and put back: what was confirmed meanwhile is not ours to touch. */
  @Test
  void anImageThatIsPutBackNeverGivesTheNumbersThatItsOriginalHasGiven(@TempDir Path folder)
      throws Exception {
    outbox.append(readings(1, 3));
    outbox.close();
    Path image = Files.copy(file, folder.resolve("image.db"));
    outbox = Outbox.open(file, InstantSource.fixed(START));
    long lost = outbox.epoch();
    outbox.append(readings(4, 9));
    try (Outbox restored = Outbox.open(image, InstantSource.fixed(START))) {
      assertThat(restored.epoch()).isNotEqualTo(lost);
      restored.append(readings(10, 30));
      assertThat(restored.free(new DurableAck(lost, Stream.READINGS, 6, List.of()))).isZero();
      assertThat(restored.waiting().items()).isEqualTo(24);
    }
  }

  @Test
  void whatIsConfirmedStaysAndIsSentAgainWhenItIsAskedFor() throws OutboxException {
    outbox.append(readings(1, 10));
    outbox.free(durable(outbox, Stream.READINGS, 10));
    assertThat(outbox.newestReadings(10, List.of())).isEmpty();
    assertThat(outbox.askedAgain(outbox.epoch(), Stream.READINGS, new SeqRange(4, 6), now()))
        .containsExactly(new SeqRange(4, 6));
    assertThat(outbox.waiting().items()).isEqualTo(3);
    assertThat(batch(10).range()).isEqualTo(new SeqRange(4, 6));
  }

  @Test
  void whoAsksForWhatIsGoneIsToldSo() throws OutboxException {
    outbox.append(readings(1, 10));
    outbox.free(durable(outbox, Stream.READINGS, 10));
    outbox.forgetAged(START.plus(Duration.ofDays(31)));
    assertThat(outbox.askedAgain(outbox.epoch(), Stream.READINGS, new SeqRange(4, 6), now()))
        .isEmpty();
    outbox.askedAgain(17, Stream.READINGS, new SeqRange(1, 2), now());
    Letter first = outbox.nextEvent(List.of(), false).orElseThrow();
    assertThat(opened(first))
        .isInstanceOfSatisfying(
            Dropped.class,
            dropped -> {
              assertThat(dropped.ofEpoch()).isEqualTo(outbox.epoch());
              assertThat(dropped.range()).isEqualTo(new SeqRange(4, 6));
            });
    assertThat(opened(outbox.nextEvent(List.of(first.range()), false).orElseThrow()))
        .isInstanceOfSatisfying(
            Dropped.class, dropped -> assertThat(dropped.ofEpoch()).isEqualTo(17));
  }

  @Test
  void itTellsHowFarTheNumbersOfEachStartGo() throws OutboxException {
    long first = outbox.epoch();
    outbox.append(readings(1, 3));
    outbox.append(alarm(true));
    reopen();
    outbox.append(readings(4, 5));
    outbox.free(durable(outbox, Stream.READINGS, 2));
    assertThat(outbox.tails())
        .containsExactly(new Tail(outbox.epoch(), 2, 0, false), new Tail(first, 3, 1, true));
  }

  private static Moment now() {
    return new Moment(START, Stamp.SURE);
  }

  @Test
  void whatWasCommittedIsThereAfterARestart() throws OutboxException {
    Reading missing = Reading.missing(new SensorId("rn"), START);
    Reading suspect = new Reading(new SensorId("wl"), START, -1_234, Quality.SUSPECT);
    outbox.append(Entry.of(List.of(missing, suspect), List.of()));
    reopen();
    assertThat(outbox.newestReadings(2, List.of()))
        .get()
        .satisfies(s -> assertThat(s.batch().readings()).containsExactly(missing, suspect));
  }

  @Test
  void noIdIsGivenTwiceEvenWhenAllRowsAreSettledAndTheAgentRestarts() throws OutboxException {
    outbox.append(readings(1, 3));
    outbox.append(alarm(true));
    outbox.free(durable(outbox, Stream.READINGS, 3));
    outbox.free(durable(outbox, Stream.EVENTS, 1));
    reopen();
    assertThat(outbox.append(readings(4, 4))).contains(new SeqRange(4, 4));
    outbox.append(alarm(false));
    assertThat(opened(outbox.nextEvent(List.of(), false).orElseThrow()))
        .isInstanceOfSatisfying(
            Alarm.class,
            alarm -> {
              assertThat(alarm.epoch()).isEqualTo(outbox.epoch());
              assertThat(alarm.seq()).isEqualTo(1);
            });
  }

  @Test
  void whatIsDurableIsSettledAndNothingElse() throws OutboxException {
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
    Stretch newest = outbox.newestReadings(2_500, List.of()).orElseThrow();
    assertThat(newest.ids()).isEqualTo(new SeqRange(1_501, 2_500));
    assertThat(newest.batch().readings()).hasSize(1_000).last().isEqualTo(Items.reading(2_500));
    Stretch next = outbox.newestReadings(2_500, List.of(newest.ids())).orElseThrow();
    assertThat(next.ids()).isEqualTo(new SeqRange(501, 1_500));
  }

  @Test
  void aRunEndsWhereReadingsAreUnderWayOrAlreadyFreed() throws OutboxException {
    outbox.append(readings(1, 20));
    outbox.free(durable(outbox, Stream.READINGS, 0, new SeqRange(14, 15)));
    List<SeqRange> underWay = List.of(new SeqRange(9, 10), new SeqRange(20, 20));
    assertThat(outbox.newestReadings(20, underWay).orElseThrow().ids())
        .isEqualTo(new SeqRange(16, 19));
    assertThat(outbox.newestReadings(15, underWay).orElseThrow().ids())
        .isEqualTo(new SeqRange(11, 13));
    assertThat(outbox.newestReadings(10, underWay).orElseThrow().ids())
        .isEqualTo(new SeqRange(1, 8));
  }

  @Test
  void aRunHoldsNoMoreSensorsThanAMessageMay() throws OutboxException {
    List<Reading> oneOfEach =
        IntStream.range(0, 20)
            .mapToObj(n -> Reading.normal(new SensorId("s" + n), START, n))
            .toList();
    outbox.append(Entry.of(oneOfEach, List.of()));
    assertThat(outbox.newestReadings(20, List.of()).orElseThrow().ids())
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

  /** Of format 1, before some kinds of event went before others. */
  @Test
  void anOutboxOfTheFirstAgentsIsTakenOverWithAllThatItHolds() throws Exception {
    Path old = file.resolveSibling("old.db");
    write(
        old,
        List.<String[]>of(OutboxFile.FORMAT_1),
        "insert into outbox values (17)",
        "insert into reading values (5, 'wl', 1000, 42, 0)",
        "insert into event values (3, 'ALARM', 1000, x'00')");
    try (Outbox taken = Outbox.open(old, InstantSource.fixed(START))) {
      assertThat(taken.waiting().items()).isEqualTo(2);
      assertThat(taken.nextEvent(List.of(), false).orElseThrow().range())
          .isEqualTo(SeqRange.only(3));
      assertThat(taken.append(alarm(true))).isEmpty();
    }
  }

  /** Of format 2, with one epoch for all and the confirmed rows deleted. */
  @Test
  void anOutboxOfOneEpochIsTakenOverWithAllThatItHoldsAndOwesNoMoreThanBefore() throws Exception {
    Path old = file.resolveSibling("old.db");
    Alarm sealed = new Alarm(17, 4, AlarmKind.TEST, true, START, Optional.empty(), 0);
    write(
        old,
        List.of(OutboxFile.FORMAT_1, OutboxFile.FORMAT_2),
        "insert into outbox values (17)",
        "insert into stream values ('READINGS', 812), ('EVENTS', 4)",
        "insert into reading values (5, 'wl', 1000, 42, 0), (6, 'wl', 2000, 43, 1),"
            + " (810, 'rn', 3000, 0, 2)",
        "insert into note values ('power', 'BATTERY')",
        "insert into event values (4, 'ALARM', %d, x'%s', 1)"
            .formatted(START.toEpochMilli(), HexFormat.of().formatHex(Wire.encode(sealed))));
    try (Outbox taken = Outbox.open(old, InstantSource.fixed(START))) {
      assertThat(taken.waiting().items()).isEqualTo(4);
      assertThat(taken.notes()).containsEntry("power", "BATTERY");
      assertThat(opened(taken.nextEvent(List.of(), false).orElseThrow())).isEqualTo(sealed);
      ReadingsBatch last = taken.newestReadings(900, List.of()).orElseThrow().batch();
      assertThat(last.epoch()).isEqualTo(17);
      assertThat(last.range()).isEqualTo(SeqRange.only(810));
      ReadingsBatch before = taken.newestReadings(809, List.of()).orElseThrow().batch();
      assertThat(before.range()).isEqualTo(new SeqRange(5, 6));
      assertThat(before.readings())
          .containsExactly(
              Reading.normal(new SensorId("wl"), Instant.ofEpochMilli(1000), 42),
              new Reading(new SensorId("wl"), Instant.ofEpochMilli(2000), 43, Quality.SUSPECT));
      assertThat(taken.append(readings(1, 2))).contains(new SeqRange(813, 814));
      assertThat(taken.tails())
          .containsExactly(new Tail(taken.epoch(), 2, 0, true), new Tail(17, 812, 4, true));
      taken.free(new DurableAck(17, Stream.READINGS, 812, List.of()));
      taken.free(new DurableAck(17, Stream.EVENTS, 4, List.of()));
      assertThat(taken.waiting().items()).isEqualTo(2);
    }
  }

  private static void write(Path file, List<String[]> formats, String... rows) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      for (String[] format : formats) {
        for (String sql : format) {
          statement.execute(sql);
        }
      }
      for (String row : rows) {
        statement.execute(row);
      }
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
