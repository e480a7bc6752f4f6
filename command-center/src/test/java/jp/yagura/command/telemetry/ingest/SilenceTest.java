package jp.yagura.command.telemetry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.testing.TestPostgres;
import jp.yagura.shared.power.OnBattery;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.power.TimeLeft;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.Death;
import jp.yagura.shared.wire.UpMessage.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What does not come is noticed, and noted once. The watch looks by itself, once a second. */
@Timeout(60)
class SilenceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long EPOCH = 1;
  private static final String SILENT = "稲生 途絶（通信なし）";
  private static final String BACK = "稲生 通信が回復";

  @Test
  void aTowerThatSaysNothingForSixOfItsIntervalsIsSilentAndThenBack() {
    try (Intake intake = Intake.on(Database.Dialect.SQLITE)) {
      Instant lastHeard = intake.clock().instant();
      intake.receive(birth(lastHeard));
      intake.clock().advance(Duration.ofMinutes(7));
      awaitJournal(intake, SILENT);
      assertThat(
              intake.number(
                  "select occurred_at from journal_entry where kind = 'telemetry.silent'"))
          .as("when it was last heard of, not when we noticed")
          .isEqualTo(lastHeard.toEpochMilli());

      intake.receive(birth(intake.clock().instant()));
      awaitJournal(intake, SILENT, BACK);
      intake.receive(new Death(EPOCH, intake.clock().instant()));
      awaitJournal(intake, SILENT, BACK, SILENT);
    }
  }

  @Test
  void aTowerThatWasNeverHeardOfIsNotSaidToHaveFallenSilent() {
    try (Intake intake = Intake.on(Database.Dialect.SQLITE)) {
      intake.receive(birth(intake.clock().instant()));
      intake.clock().advance(Duration.ofDays(1));
      awaitJournal(intake, SILENT);
      assertThat(intake.number("select count(*) from silence where site_id = 'oko'")).isZero();
    }
  }

  @Test
  void aTowerThatCameBackWhileNoCommandCenterRanIsNotedWhenOneRuns() {
    TestPostgres.Fresh postgres = TestPostgres.shared().freshDatabase();
    try (Intake intake = Intake.on(postgres)) {
      intake.receive(birth(intake.clock().instant()));
      intake.clock().advance(Duration.ofHours(1));
      awaitJournal(intake, SILENT);
    }
    try (Intake next = Intake.on(postgres)) {
      awaitJournal(next, SILENT, BACK); // its clock stands where the tower was last heard of
    }
  }

  @Test
  void aTowerThatSavesPowerIsWaitedForAsLongAsItHasSaidThatItTakes() {
    try (Intake intake = Intake.on(Database.Dialect.SQLITE)) {
      intake.receive(birth(intake.clock().instant()), savingPower(intake.clock().instant()));
      intake.clock().advance(Duration.ofMinutes(55));
      assertThat(intake.freshness()).isEqualTo("LIVE");
      intake.clock().advance(Duration.ofMinutes(10));
      assertThat(intake.freshness()).isEqualTo("LATE");
      intake.clock().advance(Duration.ofHours(2));
      awaitJournal(intake, SILENT);
    }
  }

  private static Status savingPower(Instant at) {
    var left = new TimeLeft(Duration.ofHours(41), Duration.ofHours(52), Duration.ofHours(66));
    var every = Optional.of(Duration.ofMinutes(30));
    var prospect = Optional.of(new OnBattery(left, Optional.empty(), every));
    return new Status(at, PowerState.SURVIVAL, 24_000, 40, 0, Optional.empty(), prospect);
  }

  private static void awaitJournal(Intake intake, String... lines) {
    Eventually.until(PATIENCE, () -> intake.journal().size() >= lines.length);
    assertThat(intake.journal()).containsExactly(lines);
  }

  private static Birth birth(Instant at) {
    return new Birth(EPOCH, at, "test", PowerState.MAINS, List.of(Intake.WATER), "lan");
  }
}
