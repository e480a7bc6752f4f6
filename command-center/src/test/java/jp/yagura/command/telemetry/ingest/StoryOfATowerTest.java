package jp.yagura.command.telemetry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.power.ModesLeft;
import jp.yagura.shared.power.OnBattery;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.power.TimeLeft;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.Quality;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.SeqRanges;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.UpMessage.Alarm;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.Death;
import jp.yagura.shared.wire.UpMessage.Dropped;
import jp.yagura.shared.wire.UpMessage.PowerChange;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.shared.wire.UpMessage.Status;
import jp.yagura.shared.wire.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tower says, and what the headquarters makes of it. */
class StoryOfATowerTest {

  private static final long EPOCH = 1;
  private static final StreamKey READINGS = new StreamKey(Intake.INABU, EPOCH, Stream.READINGS);

  private Intake intake;
  private long seq = 1;
  private long event = 1;

  @BeforeEach
  void open() {
    intake = Intake.on(Database.Dialect.SQLITE);
  }

  @AfterEach
  void close() {
    intake.close();
  }

  @Test
  void aRiseIsBelievedAtOnceAndAFallAfterTwoReadings() {
    levels(500, 1_250, 3_250, 3_140, 3_140, 500, 500);
    assertThat(intake.journal())
        .containsExactly(
            "稲生 水位上昇 段階1 水防団待機水位 1.25 m",
            "稲生 水位上昇 段階4 氾濫危険水位 3.25 m",
            "稲生 水位下降 段階3 避難判断水位 3.14 m",
            "稲生 水位下降 平常の水位 0.50 m");
  }

  @Test
  void aStageReachedWhileTheLinkWasDownIsToldWithTheTimeItHappenedAndThatItCameLate() {
    level(500);
    Instant during = intake.clock().instant().plusSeconds(600);
    intake.clock().advance(Duration.ofHours(1));
    receive(Intake.level(during, 2_500));
    assertThat(intake.journal()).containsExactly("稲生 水位上昇 段階3 避難判断水位 2.50 m（遅着）");
    assertThat(
            intake.number(
                "select occurred_at from journal_entry where kind = 'telemetry.stage-changed'"))
        .isEqualTo(during.toEpochMilli());
  }

  @Test
  void anOlderReadingFillsTheChartAndDoesNotChangeWhatIsNow() {
    Instant before = intake.clock().instant();
    intake.clock().advance(Duration.ofMinutes(10));
    level(500);
    receive(Intake.level(before, 3_900));
    assertThat(intake.journal()).isEmpty();
    assertThat(intake.number("select count(*) from reading")).isEqualTo(2);
    assertThat(intake.number("select value from level")).isEqualTo(500);
  }

  @Test
  void aDoubtfulValueChangesAStageOnlyAboveTheDangerLevel() {
    level(500);
    doubtful(2_900);
    assertThat(intake.journal()).isEmpty();
    doubtful(3_300);
    assertThat(intake.journal()).containsExactly("稲生 水位上昇 段階4 氾濫危険水位 3.30 m");
  }

  @Test
  void aMissingValueIsUnknownAndNeverZero() {
    level(2_500);
    intake.clock().advance(Duration.ofMinutes(1));
    receive(Reading.missing(Intake.WATER, intake.clock().instant()));
    assertThat(intake.number("select count(*) from level where value is null and stage = 3"))
        .isEqualTo(1);
    assertThat(intake.number("select sum(n) from rollup")).isEqualTo(1);
    assertThat(intake.journal()).hasSize(1);
  }

  @Test
  void waterOverTheBankIsStageFiveUntilItIsOver() {
    level(3_900);
    alarm(AlarmKind.OVERFLOW, true);
    assertThat(intake.number("select overflow from station")).isEqualTo(1);
    intake.clock().advance(Duration.ofMinutes(1));
    alarm(AlarmKind.OVERFLOW, false);
    assertThat(intake.number("select overflow from station")).isZero();
    assertThat(intake.journal())
        .containsExactly("稲生 水位上昇 段階4 氾濫危険水位 3.90 m", "稲生 越水を検知 段階5 氾濫発生", "稲生 越水の検知が解除");
  }

  @Test
  void anAlarmThatIsSentTwiceIsToldOnce() {
    var alarm = alarmOf(AlarmKind.POWER_FAILURE, true);
    intake.receive(alarm);
    var again = intake.receive(alarm, alarm);
    assertThat(intake.journal()).containsExactly("稲生 停電");
    assertThat(again.duplicates()).isEqualTo(2);
  }

  @Test
  void aChangeOfPowerIsToldAndTheSameStateAgainIsNot() {
    power(PowerState.MAINS);
    power(PowerState.BATTERY);
    power(PowerState.BATTERY);
    assertThat(intake.journal()).containsExactly("稲生 電源: 商用", "稲生 電源: 蓄電池");
  }

  @Test
  void theWillOfAnEarlierConnectionSaysNothingOfThePresentOne() {
    Instant first = intake.clock().instant();
    birth(first);
    intake.clock().advance(Duration.ofMinutes(1));
    birth(intake.clock().instant());
    intake.receive(new Death(EPOCH, first));
    assertThat(intake.number("select online from station")).isEqualTo(1);
    intake.receive(new Death(EPOCH, intake.clock().instant()));
    assertThat(intake.number("select online from station")).isZero();
  }

  @Test
  void aClockThatRanAheadDoesNotMakeAllLaterConnectionsLookOld() {
    Instant now = intake.clock().instant();
    birth(now.plus(Duration.ofDays(4_000)));
    intake.clock().advance(Duration.ofMinutes(1));
    birth(intake.clock().instant());
    intake.receive(new Death(EPOCH, intake.clock().instant()));
    assertThat(intake.number("select online from station")).isZero();
    power(PowerState.BATTERY);
    assertThat(intake.journal()).containsExactly("稲生 電源: 蓄電池");
  }

  @Test
  void aTowerThatConnectsHearsAtOnceWhatIsDurable() {
    levels(500, 510, 520);
    var stored = intake.receive(birthAt(intake.clock().instant()));
    assertThat(stored.acks().get(new StreamKey(Intake.INABU, EPOCH, Stream.READINGS)))
        .isEqualTo(SeqRanges.upTo(3));
  }

  @Test
  void aReadingFromTheFutureIsSetAsideDurablyAndTheOthersOfItsBatchAreStored() {
    Instant now = intake.clock().instant();
    var stored =
        intake.receive(
            new ReadingsBatch(
                EPOCH,
                1,
                List.of(Intake.level(now, 500), Intake.level(now.plus(Duration.ofHours(2)), 510))));
    assertThat(intake.number("select count(*) from reading")).isEqualTo(1);
    assertThat(reasons()).containsExactly("FUTURE_DATED");
    assertThat(stored.acks().get(new StreamKey(Intake.INABU, EPOCH, Stream.READINGS)))
        .isEqualTo(SeqRanges.upTo(2));
  }

  /** A box without a battery for its clock, just started, and the river comes over the bank. */
  @Test
  void anAlarmIsAnAlarmWhateverTheClockOfTheTowerSays() {
    intake.receive(
        new Alarm(
            EPOCH,
            event++,
            AlarmKind.OVERFLOW,
            true,
            Instant.parse("1970-01-01T00:02:00Z"),
            Optional.empty(),
            1));
    assertThat(intake.journal()).containsExactly("稲生 越水を検知 段階5 氾濫発生（子局の時計が正しくないため受信した時刻）");
    assertThat(
            intake.number("select occurred_at from journal_entry where kind = 'telemetry.alarm'"))
        .isEqualTo(intake.clock().instant().toEpochMilli());
    assertThat(intake.number("select overflow from station")).isEqualTo(1);
    assertThat(reasons()).containsExactly("PAST_DATED");
  }

  @Test
  void whatATowerHadToLetGoOfIsToldAndNobodyWaitsForIt() {
    Instant from = Instant.parse("2026-11-18T18:00:00Z");
    intake.receive(
        new ReadingsBatch(EPOCH, 1_001, List.of(Intake.level(intake.clock().instant(), 500))));
    var stored =
        intake.receive(
            new Dropped(
                EPOCH,
                event++,
                intake.clock().instant(),
                Stream.READINGS,
                new SeqRange(1, 1_000),
                950,
                from,
                from.plus(Duration.ofHours(30))));
    assertThat(stored.acks().get(READINGS)).isEqualTo(SeqRanges.upTo(1_001));
    assertThat(intake.journal())
        .containsExactly("稲生 送信待ちがいっぱいになり、古い観測値950件（11/19 03:00～11/20 09:00）を失った");
    assertThat(
            intake.number(
                "select count(*) from journal_entry where important = 1 and kind = 'telemetry.dropped'"))
        .isEqualTo(1);
  }

  @Test
  void aWholeBatchFromTheFutureIsKeptOnceAndWhole() {
    Instant later = intake.clock().instant().plus(Duration.ofHours(2));
    var batch =
        new ReadingsBatch(EPOCH, 1, List.of(Intake.level(later, 500), Intake.level(later, 510)));
    intake.receive(batch);
    assertThat(reasons()).containsExactly("FUTURE_DATED");
    byte[] kept =
        intake
            .center()
            .database()
            .read(sql -> sql.fetchSingle("select payload from quarantine").get(0, byte[].class));
    assertThat(kept).isEqualTo(Wire.encode(batch));
  }

  @Test
  void aClockThatWasNeverSetIsNotBelieved() {
    receive(Intake.level(Instant.parse("1970-01-02T00:00:00Z"), 500));
    assertThat(reasons()).containsExactly("PAST_DATED");
  }

  @Test
  void whatCannotBeUnderstoodIsSetAsideAndTheRestIsStored() {
    byte[] good = Wire.encode(batch(Intake.level(intake.clock().instant(), 500)));
    byte[] damaged = good.clone();
    damaged[damaged.length - 1] ^= 1;
    String ours = Topic.of(Intake.INABU, Kind.READINGS).toString();
    var stored =
        intake.store(
            List.of(
                intake.read("somebody/elses/topic", "hello".getBytes(StandardCharsets.UTF_8)),
                intake.read("yagura/1/nankoku/nowhere/up/readings", good),
                intake.read(ours, damaged),
                intake.read(ours, new byte[0]),
                intake.read(ours, new byte[Wire.MAX_PAYLOAD + 1]),
                intake.read(ours, good)));
    assertThat(stored.readings()).isEqualTo(1);
    assertThat(reasons())
        .containsExactlyInAnyOrder(
            "FOREIGN_TOPIC", "UNKNOWN_SITE", "MALFORMED", "MALFORMED", "OVERSIZED");
  }

  @Test
  void aSensorThatNobodyHasRegisteredIsSetAside() {
    receive(Reading.normal(new SensorId("xx"), intake.clock().instant(), 1));
    assertThat(reasons()).containsExactly("UNKNOWN_SENSOR");
  }

  @Test
  void aDeviceGoneMadDoesNotFillTheQuarantine() {
    byte[] nonsense = {1, 2, 3, 4, 5};
    for (int group = 0; group < 120; group++) {
      intake.clock().advance(Duration.ofSeconds(1));
      intake.store(
          java.util.Collections.nCopies(
              30, intake.read(Topic.of(Intake.INABU, Kind.READINGS).toString(), nonsense)));
    }
    assertThat(intake.number("select count(*) from quarantine")).isLessThanOrEqualTo(1_020);
  }

  private List<String> reasons() {
    return intake
        .center()
        .database()
        .read(sql -> sql.fetch("select reason from quarantine").getValues(0, String.class));
  }

  private void levels(long... millimetres) {
    for (long level : millimetres) {
      level(level);
    }
  }

  @Test
  void aStatusThatRidesAlongWithReadingsTellsHowTheTowerIs() {
    Instant now = intake.clock().instant();
    intake.receive(
        new ReadingsBatch(
            EPOCH,
            seq++,
            List.of(Intake.level(now, 500)),
            Optional.of(new Status(now, PowerState.SAVING, 24_100, 40, 7, Optional.empty())),
            false));
    assertThat(intake.number("select battery_percent from station")).isEqualTo(40);
    assertThat(intake.number("select waiting from station")).isEqualTo(7);
    assertThat(intake.number("select count(*) from station where power = 'SAVING'")).isEqualTo(1);
  }

  @Test
  void aTowerOnItsBatteryTellsHowLongItLasts() {
    var left = new TimeLeft(Duration.ofHours(41), Duration.ofHours(52), Duration.ofHours(66));
    status(PowerState.SAVING, Optional.of(left));
    assertThat(intake.number("select minutes_left from station")).isEqualTo(52 * 60);
    assertThat(intake.number("select minutes_left_least from station")).isEqualTo(41 * 60);
    status(PowerState.MAINS, Optional.empty());
    assertThat(intake.number("select count(*) from station where minutes_left is null"))
        .isEqualTo(1);
  }

  @Test
  void whatATowerMayStillGiveUpAndHowSeldomItSpeaksIsKept() {
    var left = new TimeLeft(Duration.ofHours(41), Duration.ofHours(52), Duration.ofHours(66));
    var modes = new ModesLeft(left, left, left);
    var saving = new OnBattery(left, Optional.of(modes), Optional.of(Duration.ofMinutes(30)));
    tell(PowerState.SURVIVAL, Optional.of(saving));
    assertThat(intake.number("select speaks_every from station")).isEqualTo(1_800);
    assertThat(
            intake.number(
                "select count(*) from station"
                    + " where modes_left = '2460-3120-3960 2460-3120-3960 2460-3120-3960'"))
        .isEqualTo(1);
    tell(PowerState.MAINS, Optional.empty());
    assertThat(
            intake.number(
                "select count(*) from station where speaks_every is null and modes_left is null"))
        .isEqualTo(1);
  }

  private void status(PowerState state, Optional<TimeLeft> left) {
    tell(state, left.map(OnBattery::lasting));
  }

  private void tell(PowerState state, Optional<OnBattery> prospect) {
    intake.clock().advance(Duration.ofMinutes(1));
    intake.receive(
        new Status(intake.clock().instant(), state, 24_100, 40, 0, Optional.empty(), prospect));
  }

  @Test
  void theRoadIsThatOfTheLastBirthAlsoWhileTheTowerIsGone() {
    Instant first = intake.clock().instant();
    birth(first);
    intake.receive(new Death(EPOCH, first));
    intake.clock().advance(Duration.ofMinutes(1));
    assertThat(intake.number("select count(*) from station where bearer = 'lan'")).isEqualTo(1);
  }

  @Test
  void whoCanWaitForAnAckGetsTheOneThatIsAskedForNext() {
    assertThat(intake.receive(patient(500)).acks()).isEmpty();
    assertThat(intake.receive(patient(510)).acks()).isEmpty();
    assertThat(intake.receive(batch(Intake.level(intake.clock().instant(), 520))).acks())
        .containsExactly(Map.entry(READINGS, SeqRanges.upTo(3)));
  }

  @Test
  void whoSendsAgainIsToldEvenWhenItCouldWait() {
    ReadingsBatch batch = patient(500);
    intake.receive(batch);
    assertThat(intake.receive(batch).acks())
        .containsExactly(Map.entry(READINGS, SeqRanges.upTo(1)));
  }

  private ReadingsBatch patient(long millimetres) {
    Reading reading = Intake.level(intake.clock().instant(), millimetres);
    return new ReadingsBatch(EPOCH, seq++, List.of(reading), Optional.empty(), true);
  }

  /** The next minute, another level. */
  private void level(long millimetres) {
    intake.clock().advance(Duration.ofMinutes(1));
    receive(Intake.level(intake.clock().instant(), millimetres));
  }

  private void doubtful(long millimetres) {
    intake.clock().advance(Duration.ofMinutes(1));
    receive(new Reading(Intake.WATER, intake.clock().instant(), millimetres, Quality.SUSPECT));
  }

  private void receive(Reading reading) {
    intake.receive(batch(reading));
  }

  private ReadingsBatch batch(Reading reading) {
    return new ReadingsBatch(EPOCH, seq++, List.of(reading));
  }

  private void alarm(AlarmKind kind, boolean raised) {
    intake.receive(alarmOf(kind, raised));
  }

  private Alarm alarmOf(AlarmKind kind, boolean raised) {
    return new Alarm(EPOCH, event++, kind, raised, intake.clock().instant(), Optional.empty(), 0);
  }

  private void power(PowerState state) {
    intake.clock().advance(Duration.ofSeconds(1));
    intake.receive(new PowerChange(EPOCH, event++, state, intake.clock().instant(), 26_000, 80));
  }

  private void birth(Instant at) {
    intake.receive(birthAt(at));
  }

  private static Birth birthAt(Instant at) {
    return new Birth(EPOCH, at, "test", PowerState.MAINS, List.of(Intake.WATER), "lan");
  }
}
