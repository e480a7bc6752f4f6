package jp.yagura.command.telemetry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.telemetry.broker.UplinkMessage;
import jp.yagura.command.telemetry.broker.UplinkSource;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.ClockState;
import jp.yagura.shared.wire.CommandAction.Resend;
import jp.yagura.shared.wire.Dating;
import jp.yagura.shared.wire.Decoded;
import jp.yagura.shared.wire.DownMessage;
import jp.yagura.shared.wire.DownMessage.Command;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.Tail;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.UpMessage.Alarm;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.Dropped;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.shared.wire.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Towers that do not know the time, and a database that does not know what it has lost. */
class ClocksAndGapsTest {

  private static final long EPOCH = 1_795_000_000_000L;
  private static final Duration SOON = Duration.ofSeconds(30);

  private Intake intake;
  private final Road road = new Road();

  /** Keeps what is sent down. */
  private static final class Road implements UplinkSource {
    private final List<Resend> asked = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
      return "road";
    }

    @Override
    public boolean connected() {
      return true;
    }

    @Override
    public void start(Consumer<UplinkMessage> ingest) {}

    @Override
    public void publish(Topic topic, byte[] payload) {
      if (Wire.decodeDown(topic.kind(), payload)
              instanceof Decoded.Accepted<DownMessage>(Command command)
          && command.action() instanceof Resend resend) {
        asked.add(resend);
      }
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void open() {
    intake = Intake.on(Database.Dialect.SQLITE);
  }

  @AfterEach
  void close() {
    intake.close();
  }

  private Instant now() {
    return intake.clock().instant();
  }

  @Test
  void anAlarmThatTellsItsAgeIsDatedByOurClock() {
    var aged = new Dating.Aged(Duration.ofSeconds(90));
    intake.receive(
        new Alarm(EPOCH, 1, AlarmKind.TEST, true, Instant.EPOCH, Optional.empty(), 0, aged));
    assertThat(intake.number("select observed_at from device_event"))
        .isEqualTo(now().minusSeconds(90).toEpochMilli());
    assertThat(intake.journal()).containsExactly("稲生 試験警報");
    assertThat(intake.number("select count(*) from quarantine")).isZero();
  }

  @Test
  void timesThatWerePutRightAreMarkedAndToldOnce() {
    Instant first = now().minus(Duration.ofMinutes(40));
    var by = new Dating.Corrected(Duration.ofDays(19_815));
    intake.receive(batch(1, by, level(first, 500), level(first.plusSeconds(60), 510)));
    intake.receive(batch(3, by, level(first.plusSeconds(120), 520)));
    assertThat(intake.number("select count(*) from reading where dating = 1")).isEqualTo(3);
    assertThat(intake.number("select sum(n) from rollup")).isEqualTo(3);
    intake.clock().advance(Duration.ofMinutes(1));
    Eventually.until("it to be told", SOON, () -> !intake.journal().isEmpty());
    assertThat(intake.journal().getFirst())
        .startsWith("稲生 時計が54年3か月遅れていたため、")
        .endsWith("の3件の時刻を直した");
    intake.receive(batch(4, by, level(first.plusSeconds(180), 530)));
    assertThat(intake.number("select n from correction")).isEqualTo(4);
    assertThat(intake.number("select told from correction")).isEqualTo(1);
  }

  @Test
  void whatATowerDatesWronglyAndSaysSoIsStoredInItsOrderAndMarked() {
    Instant in1970 = Instant.EPOCH.plusSeconds(300);
    intake.receive(
        batch(1, Dating.UNCERTAIN, level(in1970, 500), level(in1970.plusSeconds(60), 510)));
    assertThat(intake.number("select count(*) from reading where dating = 2")).isEqualTo(2);
    assertThat(intake.number("select max(observed_at) from reading"))
        .isEqualTo(now().toEpochMilli());
    assertThat(intake.number("select max(observed_at) - min(observed_at) from reading"))
        .isEqualTo(60_000);
    assertThat(intake.number("select count(*) from quarantine")).isZero();
  }

  @Test
  void whatAnOldTowerDatesWronglyIsSetAsideAsBefore() {
    intake.receive(batch(1, Dating.SURE, level(Instant.EPOCH.plusSeconds(300), 500)));
    assertThat(intake.number("select count(*) from reading")).isZero();
    assertThat(intake.number("select count(*) from quarantine")).isEqualTo(1);
  }

  @Test
  void aTowerThatHasLostTheTimeIsHeardAllTheSameWhenItConnects() {
    intake.receive(birth(now(), ClockState.FROM_CENTER));
    intake.receive(birth(Instant.EPOCH.plusSeconds(20), ClockState.UNSURE));
    assertThat(intake.number("select count(*) from station where clock = 'UNSURE'")).isEqualTo(1);
  }

  @Test
  void numbersThatAnEarlierStateOfTheDatabaseHadConfirmedAreAskedForAgain() {
    intake.receive(batch(1, Dating.SURE, level(now().minusSeconds(9), 500)));
    note(intake.receive(birth(now(), ClockState.SYNCHRONISED, new Tail(EPOCH, 40, 3, false))));
    // what comes once more says nothing of how far the numbers go, and takes nothing back
    note(intake.receive(batch(1, Dating.SURE, level(now().minusSeconds(9), 500))));
    intake.clock().advance(Duration.ofMinutes(5));
    Eventually.until("both streams", SOON, () -> road.asked.size() >= 2);
    assertThat(road.asked)
        .contains(
            new Resend(Stream.READINGS, new SeqRange(2, 40), Optional.of(EPOCH)),
            new Resend(Stream.EVENTS, new SeqRange(1, 3), Optional.of(EPOCH)));
  }

  @Test
  void aHoleThatStaysIsAskedForAndOneThatClosesIsNot() {
    note(intake.receive(batch(10, Dating.SURE, level(now(), 500))));
    intake.clock().advance(Duration.ofSeconds(60));
    List<Reading> rest = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      rest.add(level(now().minusSeconds(100 - i), 500));
    }
    note(intake.receive(new ReadingsBatch(EPOCH, 1, rest)));
    intake.clock().advance(Duration.ofMinutes(5));
    Eventually.until("the hole that is left", SOON, () -> !road.asked.isEmpty());
    assertThat(road.asked)
        .containsOnly(new Resend(Stream.READINGS, new SeqRange(6, 9), Optional.of(EPOCH)));
    note(
        intake.receive(
            new Dropped(
                EPOCH + 9,
                1,
                now(),
                Stream.READINGS,
                new SeqRange(6, 9),
                4,
                now(),
                now(),
                Dating.SURE,
                EPOCH)));
    assertThat(intake.center().bean(GapWatch.class).holes()).isZero();
  }

  @Test
  void epochsAreToldApart() {
    intake.receive(batch(1, Dating.SURE, level(now().minusSeconds(9), 500)));
    intake.receive(new ReadingsBatch(EPOCH + 1, 1, List.of(level(now().minusSeconds(5), 510))));
    assertThat(intake.number("select count(*) from reading")).isEqualTo(2);
    assertThat(intake.number("select count(*) from custody")).isEqualTo(2);
  }

  private void note(StoreGroup.Stored stored) {
    intake.center().bean(GapWatch.class).note(Set.of(road), stored.extents());
  }

  private static Birth birth(Instant connectedAt, ClockState clock, Tail... tails) {
    return new Birth(
        EPOCH,
        connectedAt,
        "test",
        PowerState.MAINS,
        List.of(Intake.WATER),
        "lan",
        List.of(tails),
        Optional.of(clock),
        0);
  }

  private static ReadingsBatch batch(long first, Dating dating, Reading... readings) {
    return new ReadingsBatch(EPOCH, first, List.of(readings), Optional.empty(), false, dating);
  }

  private static Reading level(Instant at, long millimetres) {
    return Intake.level(at, millimetres);
  }
}
