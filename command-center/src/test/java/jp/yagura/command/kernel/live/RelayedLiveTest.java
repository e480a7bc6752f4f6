package jp.yagura.command.kernel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micronaut.serde.ObjectMapper;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.DatabaseConfig;
import jp.yagura.command.testing.MutableClock;
import jp.yagura.command.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes on one real PostgreSQL: what one commits, the pages of both see. */
@Timeout(60)
class RelayedLiveTest {

  private final TestPostgres.Fresh postgres = TestPostgres.shared().freshDatabase();
  private final Database database = postgres.open(1);
  private final Town town = new Town();
  private final LiveHub here = Hubs.of(town);
  private final LiveHub there = Hubs.of(town);
  private final RelayedLive live = node(here);
  private final RelayedLive other = node(there);

  private RelayedLive node(LiveHub hub) {
    return new RelayedLive(
        hub, ObjectMapper.getDefault(), MutableClock.atStart(), config(postgres));
  }

  @AfterEach
  void close() {
    live.close();
    other.close();
    here.close();
    there.close();
    database.close();
  }

  @Test
  void whatOneNodeCommitsThePagesOfBothSee() {
    Page near = listening(here);
    Page far = listening(there);
    say("gate", "open");
    assertThat(near.readUntilTold("open").things()).containsEntry("gate", "open");
    assertThat(far.readUntilTold("open").things()).containsEntry("gate", "open");
  }

  /** Longer than PostgreSQL lets one announcement be. */
  @Test
  void aLongLineIsToldWhole() {
    Page far = listening(there);
    String text = "堤防が決壊し、".repeat(2_000);
    say("report", text);
    assertThat(far.readUntilTold("決壊").things()).containsEntry("report", text);
  }

  @Test
  void whatIsRolledBackIsNeverTold() {
    Page far = listening(there);
    int before = far.changes();
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                database.write(
                    tx -> {
                      live.publish(tx, Town.NAME, List.of(new Town.Thing("gate", "a rumour")));
                      throw new IllegalStateException("it was not so");
                    }));
    say("gate", "shut");
    far.readUntilTold("shut");
    assertThat(far.changes()).isEqualTo(before + 1);
  }

  @Test
  void whatWasSaidWhileTheLineToTheDatabaseWasDownIsInTheNextPicture() {
    Page far = listening(there);
    execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen yagura_live'"
            + " and datname = current_database()");
    say("gate", "open"); // perhaps before anyone listens again
    far.readUntilEnd();
    far.comeBack();
    assertThat(far.readUntilBeat().things()).containsEntry("gate", "open");
    sayUntilHeard(far);
  }

  @Test
  void nonsenseOnTheChannelDoesNotEndTheListening() {
    Page far = listening(there);
    execute("notify yagura_live, 'nonsense'");
    far.readUntilEnd();
    sayUntilHeard(far);
  }

  private void say(String id, String text) {
    database.write(
        tx -> {
          town.put(id, text, change -> live.publish(tx, change.topic(), change.put()));
          return id;
        });
  }

  /** A page of a node that has begun to listen. */
  private Page listening(LiveHub hub) {
    Page page = Page.open(hub);
    sayUntilHeard(page);
    return page;
  }

  private void sayUntilHeard(Page page) {
    for (int i = 0; i < 40; i++) {
      String text = "call " + UUID.randomUUID();
      say("call", text);
      if (page.hears(text, Duration.ofMillis(500))) {
        return;
      }
    }
    throw new AssertionError("nobody listens");
  }

  private void execute(String sql) {
    try (Connection connection =
            DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static DatabaseConfig config(TestPostgres.Fresh postgres) {
    return new DatabaseConfig(
        "postgresql",
        Optional.of(postgres.url()),
        Optional.of(postgres.user()),
        Optional.of(postgres.password()),
        1);
  }
}
