package jp.yagura.agent.uplink;

import static jp.yagura.agent.outbox.Items.START;
import static jp.yagura.agent.outbox.Items.alarm;
import static jp.yagura.agent.outbox.Items.durable;
import static jp.yagura.agent.outbox.Items.readings;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.yagura.agent.clock.Moment;
import jp.yagura.agent.clock.Stamp;
import jp.yagura.agent.outbox.Entry;
import jp.yagura.agent.outbox.Items;
import jp.yagura.agent.outbox.Letter;
import jp.yagura.agent.outbox.Occurrence.AlarmChanged;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.agent.outbox.Waiting;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.shared.wire.UpMessage.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustodyTest {
  private static final Duration RESEND_AFTER = Duration.ofSeconds(30);

  private static final Status STATUS =
      new Status(START, PowerState.MAINS, 27_300, 100, 30, Optional.of(START));

  private Outbox outbox;
  private Custody custody;
  private Instant now = START;

  @BeforeEach
  void open(@TempDir Path folder) throws OutboxException {
    outbox = Outbox.open(folder.resolve("outbox.db"), InstantSource.fixed(START));
    custody = new Custody(outbox, () -> now, RESEND_AFTER);
  }

  @AfterEach
  void close() throws OutboxException {
    outbox.close();
  }

  @Test
  void readingsWaitForTheSendingIntervalAlarmsDoNot() throws OutboxException {
    outbox.append(readings(1, 3));
    outbox.append(alarm(true));
    assertThat(sent()).extracting(Letter::stream).containsExactly(Stream.EVENTS);
    custody.release();
    assertThat(sent()).extracting(Letter::range).containsExactly(new SeqRange(1, 3));
  }

  @Test
  void anAlarmOvertakesABacklogAndFreshReadingsGoBeforeOldOnes() throws OutboxException {
    outbox.append(readings(1, 30_000));
    custody.release();
    int window = sent().size();
    assertThat(window).isLessThan(30);
    outbox.append(readings(30_001, 30_003));
    outbox.append(alarm(true));
    custody.release();
    assertThat(sent()).extracting(Letter::stream).containsExactly(Stream.EVENTS);
    custody.takenByBroker(Stream.READINGS, new SeqRange(29_001, 30_000));
    assertThat(sent().getFirst().range()).isEqualTo(new SeqRange(30_001, 30_003));
  }

  @Test
  void aLineWithAFewPlacesLeftIsKeptForAlarms() throws OutboxException {
    outbox.append(readings(1, 3));
    custody.release();
    assertThat(custody.next(false, Optional.empty())).isEmpty();
    outbox.append(alarm(true));
    assertThat(next(false)).get().extracting(Letter::stream).isEqualTo(Stream.EVENTS);
  }

  @Test
  void theBrokersAnswerMakesRoomButFreesNothing() throws OutboxException {
    outbox.append(readings(1, 3));
    custody.release();
    custody.takenByBroker(Stream.READINGS, sent().getFirst().range());
    assertThat(custody.lineIsEmpty()).isTrue();
    assertThat(outbox.waiting().items()).isEqualTo(3);
    assertThat(sent()).isEmpty();
  }

  @Test
  void whatTheBrokerTookButNobodyConfirmedIsSentAgainAndLaterEachTime() throws OutboxException {
    outbox.append(readings(1, 3));
    custody.release();
    sentAndTaken();
    now = now.plus(RESEND_AFTER.minusMillis(1));
    assertThat(custody.expire()).isZero();
    now = now.plusMillis(1);
    assertThat(custody.expire()).isEqualTo(1);
    assertThat(sentAndTaken()).hasSize(1);
    now = now.plus(RESEND_AFTER);
    assertThat(custody.expire()).isZero();
    now = now.plus(RESEND_AFTER);
    assertThat(custody.expire()).isEqualTo(1);
  }

  @Test
  void aConfirmationFreesTheOutboxAndMakesItPatientAgain() throws OutboxException {
    outbox.append(readings(1, 6));
    custody.release();
    sentAndTaken();
    now = now.plus(RESEND_AFTER);
    custody.expire();
    sentAndTaken();
    assertThat(custody.durable(durable(outbox, Stream.READINGS, 4))).isEqualTo(4);
    now = now.plus(RESEND_AFTER);
    assertThat(custody.expire()).isEqualTo(1);
    assertThat(sent()).extracting(Letter::range).containsExactly(new SeqRange(5, 6));
  }

  @Test
  void whatWasUnansweredWhenTheLineBrokeGoesFirstOverTheNext() throws OutboxException {
    outbox.append(readings(1, 3));
    custody.release();
    sentAndTaken();
    outbox.append(readings(4, 6));
    custody.release();
    sent();
    nextLine();
    custody.release();
    assertThat(sent()).extracting(Letter::range).containsExactly(new SeqRange(4, 6));
  }

  @Test
  void aBrokerThatNeverAnswersIsNoticed() throws OutboxException {
    outbox.append(readings(1, 3));
    custody.release();
    sent();
    assertThat(custody.brokerIsSilent()).isFalse();
    now = now.plus(RESEND_AFTER);
    assertThat(custody.brokerIsSilent()).isTrue();
  }

  @Test
  void aBrokerThatAnswersSlowlyIsNotTakenForDead() throws OutboxException {
    outbox.append(readings(1, 3));
    custody.release();
    List<Letter> first = sent();
    outbox.append(readings(4, 6));
    custody.release();
    sent();
    now = now.plus(RESEND_AFTER.minusSeconds(1));
    custody.takenByBroker(Stream.READINGS, first.getFirst().range());
    now = now.plusSeconds(2);
    assertThat(custody.brokerIsSilent()).isFalse();
    now = now.plus(RESEND_AFTER);
    assertThat(custody.brokerIsSilent()).isTrue();
  }

  @Test
  void anUrgentAlarmWaitsForNoConfirmationOfOthers() throws OutboxException {
    for (int i = 0; i < 20; i++) {
      outbox.append(alarm(true));
    }
    int allowed = sentAndTaken().size();
    assertThat(allowed).isLessThan(20);
    outbox.append(
        Entry.of(
            List.of(),
            List.of(new AlarmChanged(AlarmKind.OVERFLOW, true, START, Optional.empty(), 1))));
    assertThat(sent()).extracting(Letter::range).containsExactly(SeqRange.only(21));
  }

  /** The broker that had taken it may have died with it in its memory. */
  @Test
  void whatAlarmsTheLastBrokerHadGoAgainOverANewLine() throws OutboxException {
    outbox.append(alarm(true));
    outbox.append(readings(1, 3));
    custody.release();
    sentAndTaken();
    nextLine();
    custody.release();
    assertThat(sent()).extracting(Letter::stream).containsExactly(Stream.EVENTS);
  }

  @Test
  void whatTheBrokerRefusesGoesAgainAfterTheUsualPatience() throws OutboxException {
    custody.lineIsUp(Duration.ofHours(1));
    nextBatch(1, 30); // asks for an ack
    outbox.append(readings(31, 60));
    custody.release();
    Letter refused = sent().getFirst();
    custody.refusedByBroker(refused.stream(), refused.range());
    assertThat(sent()).isEmpty();
    now = now.plus(RESEND_AFTER);
    custody.expire();
    assertThat(sent().getFirst().range().contains(60)).isTrue();
  }

  @Test
  void whatWasConfirmedIsSentAgainWhenTheCommandCenterHasLostIt() throws OutboxException {
    outbox.append(readings(1, 30));
    custody.release();
    sentAndTaken();
    custody.durable(durable(outbox, Stream.READINGS, 30));
    assertThat(sent()).isEmpty();
    askAgain(11, 20);
    assertThat(custody.waiting().items()).isEqualTo(10);
    assertThat(sent()).extracting(Letter::range).containsExactly(new SeqRange(11, 20));
  }

  /** A span that is asked for stands before the backlog and behind what is measured meanwhile. */
  @Test
  void aSpanThatIsWantedGoesBeforeTheRestOfTheBacklog() throws OutboxException {
    outbox.append(readings(1, 10_000));
    assertThat(custody.want(START.plusSeconds(2_000), START.plusSeconds(2_099))).isEqualTo(1);
    assertThat(custody.wanted()).containsExactly(new SeqRange(2_000, 2_099));
    outbox.append(readings(10_001, 10_003));
    custody.release();
    List<Letter> sent = sent();
    assertThat(sent.get(0).range()).isEqualTo(new SeqRange(10_001, 10_003));
    assertThat(sent.get(1).range()).isEqualTo(new SeqRange(2_000, 2_099));
    assertThat(sent.get(2).range()).isEqualTo(new SeqRange(9_001, 10_000));
    custody.durable(durable(outbox, Stream.READINGS, 0, new SeqRange(2_000, 2_099)));
    sent();
    assertThat(custody.wanted()).isEmpty();
  }

  private void askAgain(long first, long last) throws OutboxException {
    custody.sendAgain(
        outbox.epoch(), Stream.READINGS, new SeqRange(first, last), new Moment(START, Stamp.SURE));
  }

  @Test
  void theCommandCenterMayAskForNumbersAgain() throws OutboxException {
    outbox.append(readings(1, 3));
    custody.release();
    sentAndTaken();
    askAgain(2, 2);
    assertThat(sent()).extracting(Letter::range).containsExactly(new SeqRange(1, 3));
  }

  @Test
  void aStatusRidesAlongWithAFewReadings() throws OutboxException {
    outbox.append(readings(1, 30));
    custody.release();
    Outgoing outgoing = custody.next(true, Optional.of(STATUS)).orElseThrow();
    assertThat(outgoing.tellsStatus()).isTrue();
    assertThat(batchIn(outgoing).status()).contains(STATUS.besides(30));
  }

  @Test
  void whatIsUnderWayDoesNotWaitAnyMore() throws OutboxException {
    outbox.append(readings(1, 500));
    assertThat(custody.waiting().items()).isEqualTo(500);
    assertThat(custody.waiting().oldest()).isPresent();
    custody.release();
    sentAndTaken();
    assertThat(custody.waiting()).isEqualTo(new Waiting(0, Optional.empty()));
    askAgain(1, 500);
    assertThat(custody.waiting().items()).isEqualTo(500);
  }

  @Test
  void aStatusThatRidesAlongDoesNotCountWhatItRidesWith() throws OutboxException {
    outbox.append(readings(1, 30));
    custody.release();
    Status before =
        new Status(
            STATUS.at(),
            STATUS.power(),
            STATUS.batteryMillivolts(),
            STATUS.batteryPercent(),
            30,
            Optional.of(STATUS.at()));
    Status told =
        custody.next(true, Optional.of(before)).flatMap(o -> batchIn(o).status()).orElseThrow();
    assertThat(told.waiting()).isZero();
    assertThat(told.oldestWaiting()).isEmpty();
  }

  @Test
  void aStatusIsNotHeldUpByABacklog() throws OutboxException {
    outbox.append(readings(1, 500));
    custody.release();
    Outgoing outgoing = custody.next(true, Optional.of(STATUS)).orElseThrow();
    assertThat(outgoing.tellsStatus()).isFalse();
    assertThat(batchIn(outgoing).status()).isEmpty();
  }

  @Test
  void whereBytesAreDearAnAckIsAskedForOnlyNowAndThen() throws OutboxException {
    custody.lineIsUp(Duration.ofHours(1));
    List<Boolean> asked = new ArrayList<>();
    for (int batch = 0; batch < 8; batch++) {
      asked.add(!nextBatch(30L * batch + 1, 30L * batch + 30).ackCanWait());
      now = now.plus(Duration.ofMinutes(10));
    }
    assertThat(asked).containsExactly(true, false, false, false, false, false, true, false);
  }

  @Test
  void readingsThatAskedForNoAckAreWaitedForUntilTheNextOneAsks() throws OutboxException {
    custody.lineIsUp(Duration.ofHours(1));
    nextBatch(1, 30);
    custody.durable(durable(outbox, Stream.READINGS, 30));
    nextBatch(31, 60);
    now = now.plus(Duration.ofHours(1)).plus(RESEND_AFTER).minusMillis(1);
    assertThat(custody.expire()).isZero();
    now = now.plusMillis(1);
    assertThat(custody.expire()).isEqualTo(1);
  }

  @Test
  void whatHasToBeSentAgainAsksForAnAck() throws OutboxException {
    custody.lineIsUp(Duration.ofHours(1));
    nextBatch(1, 30);
    now = now.plus(RESEND_AFTER);
    custody.expire();
    assertThat(batchIn(custody.next(true, Optional.empty()).orElseThrow()).ackCanWait()).isFalse();
  }

  @Test
  void aBacklogAsksWithEachMessage() throws OutboxException {
    custody.lineIsUp(Duration.ofHours(1));
    nextBatch(1, 30);
    assertThat(nextBatch(31, 500).ackCanWait()).isFalse();
  }

  /** One message, also on a line where readings are held back. */
  @Test
  void whatSomebodyHasAskedForGoesAlthoughReadingsAreHeldBack() throws OutboxException {
    outbox.append(readings(1, 3_000));
    custody.release();
    custody.hold();
    assertThat(sent()).isEmpty();
    assertThat(custody.want(START.plusSeconds(1_500), START.plusSeconds(1_510))).isEqualTo(1);
    assertThat(sent()).extracting(Letter::range).containsExactly(new SeqRange(1_500, 1_510));
    assertThat(sent()).isEmpty();
  }

  @Test
  void twoLinesCarryTheSameAndWhatIsDurableByOneIsSettledForBoth() throws OutboxException {
    Custody beside = new Custody(outbox, () -> now, RESEND_AFTER);
    outbox.append(readings(1, 3));
    custody.release();
    beside.release();
    assertThat(sent()).hasSize(1);
    assertThat(beside.next(true, Optional.empty())).isPresent();
    var ack = durable(outbox, Stream.READINGS, 3);
    assertThat(custody.durable(ack)).isEqualTo(3);
    beside.durable(ack);
    assertThat(beside.lineIsEmpty()).isTrue();
    now = now.plus(RESEND_AFTER.multipliedBy(2));
    assertThat(beside.next(true, Optional.empty())).isEmpty();
  }

  private void nextLine() {
    Custody next = new Custody(outbox, () -> now, RESEND_AFTER);
    next.takeOver(custody);
    next.lineIsUp(Duration.ZERO);
    custody = next;
  }

  private ReadingsBatch nextBatch(long first, long last) throws OutboxException {
    outbox.append(readings(first, last));
    custody.release();
    ReadingsBatch batch = batchIn(custody.next(true, Optional.empty()).orElseThrow());
    custody.takenByBroker(Stream.READINGS, batch.range());
    return batch;
  }

  private static ReadingsBatch batchIn(Outgoing outgoing) {
    return (ReadingsBatch) Items.opened(outgoing.letter());
  }

  private Optional<Letter> next(boolean bulkToo) throws OutboxException {
    return custody.next(bulkToo, Optional.empty()).map(Outgoing::letter);
  }

  private List<Letter> sent() throws OutboxException {
    List<Letter> letters = new ArrayList<>();
    for (Optional<Letter> l = next(true); l.isPresent(); l = next(true)) {
      letters.add(l.get());
    }
    return letters;
  }

  private List<Letter> sentAndTaken() throws OutboxException {
    List<Letter> letters = sent();
    letters.forEach(letter -> custody.takenByBroker(letter.stream(), letter.range()));
    return letters;
  }
}
