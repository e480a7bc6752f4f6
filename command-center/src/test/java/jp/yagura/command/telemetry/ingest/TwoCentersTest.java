package jp.yagura.command.telemetry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import jp.yagura.command.testing.TestPostgres;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.Death;
import jp.yagura.shared.wire.UpMessage.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two command centers on one PostgreSQL hear different messages of the same tower. */
@Timeout(60)
class TwoCentersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long EPOCH = 1;

  private final TestPostgres.Fresh postgres = TestPostgres.shared().freshDatabase();
  private final Intake one = Intake.on(postgres);
  private final Intake other = Intake.on(postgres);

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void whatOneHearsDoesNotUndoWhatTheOtherHears() {
    Instant now = one.clock().instant();
    one.receive(birth(now));
    var status = new Status(now, PowerState.SAVING, 24_100, 40, 7, Optional.empty());
    var goOn = new CountDownLatch(1);
    StoreGroup ofStatus = one.group(one.arrivals(List.of(status)));
    CompletableFuture<?> first =
        one.center()
            .database()
            .submit(
                tx -> {
                  var stored = ofStatus.in(tx);
                  await(goOn);
                  return stored;
                });
    Eventually.until(PATIENCE, () -> othersAreInATransaction(other) > 0);
    CompletableFuture<?> second =
        other
            .center()
            .database()
            .submit(other.group(other.arrivals(List.of(new Death(EPOCH, now)))));
    Eventually.until(PATIENCE, () -> waitingForALock(other) > 0);
    goOn.countDown();
    first.join();
    second.join();
    assertThat(one.number("select online from station")).isZero();
    assertThat(one.number("select battery_percent from station")).isEqualTo(40);
  }

  @Test
  void aSilenceThatBothNoticeStandsInTheJournalOnceAndSoDoesItsEnd() {
    Instant now = one.clock().instant();
    one.receive(birth(now));
    one.receive(new Death(EPOCH, now));
    Eventually.until(PATIENCE, () -> one.journal().size() == 1);
    one.receive(birth(one.clock().instant()));
    Eventually.until(PATIENCE, () -> one.journal().size() > 1);
    assertThat(one.journal()).containsExactly("稲生 途絶（通信なし）", "稲生 通信が回復");
  }

  private static Birth birth(Instant at) {
    return new Birth(EPOCH, at, "test", PowerState.MAINS, List.of(Intake.WATER), "lan");
  }

  private static long othersAreInATransaction(Intake intake) {
    return intake.number(
        "select count(*) from pg_stat_activity where datname = current_database()"
            + " and pid <> pg_backend_pid() and backend_xid is not null");
  }

  private static long waitingForALock(Intake intake) {
    return intake.number(
        "select count(*) from pg_stat_activity where datname = current_database()"
            + " and wait_event_type = 'Lock'");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
