package jp.yagura.command.telemetry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.Sites;
import jp.yagura.command.telemetry.watch.History;
import jp.yagura.command.telemetry.watch.History.Resolution;
import jp.yagura.command.telemetry.watch.History.Summed;
import jp.yagura.command.telemetry.watch.History.TenMinutes;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.power.OnBattery;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.power.TimeLeft;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.wire.BearerReport;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SensorSummary;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.Death;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.shared.wire.UpMessage.Status;
import jp.yagura.shared.wire.UpMessage.Summary;
import jp.yagura.shared.wire.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A tower on a thin bearer, as the headquarters sees it. */
class SummaryTest {

  private static final long EPOCH = 1;
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private Optional<Intake> opened = Optional.empty();

  @AfterEach
  void close() {
    opened.ifPresent(Intake::close);
  }

  @ParameterizedTest
  @EnumSource
  void aSummaryIsWhatIsKnownOfNowAndRaisesTheStage(Database.Dialect dialect) {
    Intake intake = open(dialect);
    Instant begin = nextWindow(intake);
    intake.receive(summary(begin, 10, 480, 1_300, 1_280));
    assertThat(intake.number("select value from level where summary_seconds = 600"))
        .isEqualTo(1_280);
    assertThat(intake.number("select observed_at from level where summary_seconds = 600"))
        .as("with its own time, not that of the message")
        .isEqualTo(begin.plusSeconds(590).toEpochMilli());
    assertThat(intake.journal()).containsExactly("稲生 水位上昇 段階1 水防団待機水位 1.28 m");
  }

  @ParameterizedTest
  @EnumSource
  void aSummaryThatComesTwiceOrPiecemealStandsOnceAndWhole(Database.Dialect dialect) {
    Intake intake = open(dialect);
    Instant begin = nextWindow(intake);
    intake.receive(summary(begin, 4, 480, 520, 520));
    intake.receive(summary(begin, 10, 480, 560, 555), summary(begin, 10, 480, 560, 555));
    intake.receive(summary(begin, 4, 480, 520, 520));
    assertThat(intake.number("select count(*) from summary")).isEqualTo(1);
    assertThat(intake.number("select n from summary")).isEqualTo(10);
    assertThat(intake.number("select most from summary")).isEqualTo(560);
  }

  @ParameterizedTest
  @EnumSource
  void theReadingsThemselvesTakeItsPlaceWhenAllOfThemAreThere(Database.Dialect dialect) {
    Intake intake = open(dialect);
    Instant begin = nextWindow(intake);
    intake.receive(summary(begin, 10, 500, 509, 509));
    intake.receive(readings(1, begin, 6));
    assertThat(intake.number("select count(*) from summary")).as("not all are there").isEqualTo(1);
    intake.receive(readings(7, begin.plusSeconds(360), 4));
    assertThat(intake.number("select count(*) from summary")).isZero();
    intake.receive(summary(begin, 10, 500, 509, 509));
    assertThat(intake.number("select count(*) from summary")).as("it came too late").isZero();
  }

  @ParameterizedTest
  @EnumSource
  void theChartShowsTheSummaryWhereNothingFinerIsKnown(Database.Dialect dialect) {
    Intake intake = open(dialect);
    Instant begin = nextWindow(intake);
    intake.receive(readings(1, begin, 10));
    intake.receive(summary(begin.plus(TEN_MINUTES), 10, 700, 800, 790));
    var raw = chart(intake, begin, Resolution.RAW).points();
    assertThat(raw).hasSize(11);
    assertThat(raw.getLast())
        .isEqualTo(new Summed(begin.plus(Duration.ofMinutes(15)), 600, 700, 750, 800, 10));
    var coarse = chart(intake, begin, Resolution.TEN_MINUTES).points();
    assertThat(coarse).hasSize(2);
    assertThat(coarse.getLast())
        .isEqualTo(new TenMinutes(begin.plus(TEN_MINUTES), 700, 750, 800, 10));
  }

  @ParameterizedTest
  @EnumSource
  void aTowerThatSendsSummariesIsNotTakenForSilentBetweenTwoOfThem(Database.Dialect dialect) {
    Intake intake = open(dialect);
    Instant begin = nextWindow(intake);
    intake.receive(birth(begin));
    intake.receive(summary(begin, 10, 480, 560, 555));
    String other = Topic.of(SiteAddress.parse("nankoku/oko"), Kind.BIRTH).toString();
    intake.store(List.of(intake.read(other, Wire.encode(birth(begin)))));
    intake.clock().advance(Duration.ofMinutes(15));
    Eventually.until(Duration.ofSeconds(20), () -> intake.journal().size() == 1);
    assertThat(intake.number("select count(*) from silence where site_id = 'oko'"))
        .as("the other one, which sends no summaries, was looked at too")
        .isEqualTo(1);
    intake.clock().advance(Duration.ofMinutes(60));
    Eventually.until(Duration.ofSeconds(20), () -> intake.journal().size() == 2);
    assertThat(intake.journal()).last().isEqualTo("稲生 途絶（通信なし）");
  }

  @ParameterizedTest
  @EnumSource
  void aTowerThatSavesPowerAndSendsSummariesIsWaitedForByTheSlowerOfBoth(Database.Dialect dialect) {
    Intake intake = open(dialect);
    Instant begin = nextWindow(intake);
    intake.receive(
        birth(begin),
        summary(begin, 10, 480, 560, 555),
        savingPower(intake, Duration.ofMinutes(2)));
    intake.clock().advance(Duration.ofMinutes(15));
    assertThat(intake.freshness()).isEqualTo("LIVE");
    intake.receive(savingPower(intake, Duration.ofMinutes(30)));
    intake.clock().advance(Duration.ofMinutes(55));
    assertThat(intake.freshness()).isEqualTo("LIVE");
  }

  @ParameterizedTest
  @EnumSource
  void aSummaryWhoseTimesCannotBeIsSetAsideLikeAStatus(Database.Dialect dialect) {
    Intake intake = open(dialect);
    intake.receive(summary(Instant.EPOCH, 10, 480, 560, 555));
    assertThat(intake.number("select count(*) from summary")).isZero();
    assertThat(intake.number("select count(*) from level")).isZero();
    assertThat(intake.number("select count(*) from quarantine")).isEqualTo(1);
    assertThat(intake.freshness()).as("the tower itself is heard all the same").isEqualTo("LIVE");
  }

  @ParameterizedTest
  @EnumSource
  void theEndOfAConnectionBesideTheOneItLivesByIsNotTheEndOfATower(Database.Dialect dialect) {
    Intake intake = open(dialect);
    Instant now = intake.clock().instant();
    intake.receive(birth(now));
    intake.receive(new Death(EPOCH, now.plusSeconds(1)));
    assertThat(intake.number("select online from station")).isEqualTo(1);
    intake.receive(new Death(EPOCH, now));
    assertThat(intake.number("select online from station")).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void whatItsBearersCostIsKeptAsItWasTold(Database.Dialect dialect) {
    Intake intake = open(dialect);
    var lte =
        new BearerReport(
            "lte",
            BearerReport.State.IN_USE,
            1_234_567,
            30_000_000,
            new BearerReport.Budget(5_000_000, 100_000_000),
            Optional.of(Duration.ofMillis(70)),
            Optional.of(150));
    var status =
        new Status(intake.clock().instant(), PowerState.MAINS, 27_300, 100, 0, Optional.empty());
    intake.receive(status.with(List.of(lte)));
    intake.clock().advance(Duration.ofMinutes(1));
    intake.receive(
        new Status(intake.clock().instant(), PowerState.MAINS, 27_300, 100, 0, Optional.empty()));
    List<String> kept =
        intake
            .center()
            .database()
            .read(sql -> sql.fetch("select bearers from station").getValues(0, String.class));
    assertThat(kept).containsExactly("lte\tIN_USE\t1234567\t30000000\t5000000\t100000000\t70\t150");
  }

  private static Status savingPower(Intake intake, Duration every) {
    var left = new TimeLeft(Duration.ofHours(41), Duration.ofHours(52), Duration.ofHours(66));
    return new Status(
        intake.clock().instant(),
        PowerState.SAVING,
        24_000,
        40,
        0,
        Optional.empty(),
        Optional.of(new OnBattery(left, Optional.empty(), Optional.of(every))));
  }

  private Intake open(Database.Dialect dialect) {
    Intake intake = Intake.on(dialect);
    opened = Optional.of(intake);
    return intake;
  }

  /** Now is the end of the second window after this moment. */
  private static Instant nextWindow(Intake intake) {
    long span = TEN_MINUTES.toMillis();
    Instant begin =
        Instant.ofEpochMilli(
            Math.floorDiv(intake.clock().instant().toEpochMilli(), span) * span + span);
    intake
        .clock()
        .advance(
            Duration.between(intake.clock().instant(), begin.plus(TEN_MINUTES.multipliedBy(2))));
    return begin;
  }

  private static Summary summary(Instant begin, long n, long least, long most, long last) {
    return new Summary(
        begin,
        TEN_MINUTES,
        List.of(
            new SensorSummary(
                Intake.WATER,
                n,
                least,
                (least + most) / 2,
                most,
                last,
                begin.plusSeconds(n * 60 - 10),
                false)));
  }

  private static ReadingsBatch readings(long firstSeq, Instant begin, int count) {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      readings.add(Intake.level(begin.plusSeconds(60L * i), 500 + i));
    }
    return new ReadingsBatch(EPOCH, firstSeq, readings);
  }

  private static History.Chart chart(Intake intake, Instant begin, Resolution resolution) {
    Site inabu = intake.center().bean(Sites.class).byId(new SiteId("inabu")).orElseThrow();
    return intake
        .center()
        .bean(History.class)
        .chart(
            inabu,
            inabu.sensor(new SensorId("wl")).orElseThrow(),
            begin,
            begin.plus(Duration.ofHours(1)),
            resolution);
  }

  private static Birth birth(Instant at) {
    return new Birth(EPOCH, at, "test", PowerState.MAINS, List.of(Intake.WATER), "lan");
  }
}
