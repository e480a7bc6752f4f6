package jp.yagura.command.kernel.db;

import static jp.yagura.command.kernel.db.Place.NOTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import jp.yagura.command.testing.BothDatabases;
import jp.yagura.command.testing.TestPostgres;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;

class ReadersTest {

  private static final String TABLE =
      "create table note (id integer primary key, n integer not null)";

  @BothDatabases
  void readersNeverWaitForTheWriterAndSeeOnlyWhatIsCommitted(Database database) {
    database.write(tx -> tx.sql().execute(TABLE));
    var gate = new Gate();
    var written =
        database.submit(
            tx -> {
              Place.note(tx.sql(), 1);
              gate.pass();
              return 1;
            });
    gate.awaitSomebody();
    assertThat(notes(database)).isZero();
    gate.open();
    written.join();
    assertThat(notes(database)).isEqualTo(1);
  }

  @BothDatabases
  void oneReadSeesOnePictureWhateverIsWrittenMeanwhile(Database database) {
    database.write(tx -> tx.sql().execute(TABLE));
    int seenLater =
        database.read(
            sql -> {
              assertThat(sql.fetchCount(NOTE)).isZero();
              database.write(tx -> Place.note(tx.sql(), 1));
              return sql.fetchCount(NOTE);
            });
    assertThat(seenLater).isZero();
    assertThat(notes(database)).isEqualTo(1);
  }

  @BothDatabases
  void aReaderThatWritesIsStopped(Database database) {
    database.write(tx -> tx.sql().execute(TABLE));
    assertThatThrownBy(() -> database.read(sql -> Place.note(sql, 1)))
        .isInstanceOfAny(DataAccessException.class, StorageException.class);
    assertThat(notes(database)).isZero();
  }

  @BothDatabases
  void aMistakeInAQuestionIsNotCalledTroubleOfTheStorage(Database database) {
    assertThatThrownBy(() -> database.read(sql -> sql.fetch("select * from nowhere")))
        .isInstanceOf(DataAccessException.class);
    assertThat(database.<Integer>read(sql -> sql.fetchSingle("select 1").get(0, Integer.class)))
        .as("and the connection is as good as before")
        .isEqualTo(1);
  }

  @BothDatabases
  void whoWaitsForACommitWithinACommitIsToldInsteadOfWaitingForEver(Database database) {
    assertThatThrownBy(() -> database.write(_ -> database.write(_ -> 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("within a commit");
  }

  @Test
  void aConnectionThatDiesWhileReadingIsTroubleOfTheStorageAndTheNextReadWorks() {
    try (Database database = TestPostgres.shared().freshDatabase().open(1)) {
      assertThatThrownBy(
              () ->
                  database.read(sql -> sql.fetch("select pg_terminate_backend(pg_backend_pid())")))
          .isInstanceOf(StorageException.class);
      assertThat(database.<Integer>read(sql -> sql.fetchSingle("select 1").get(0, Integer.class)))
          .isEqualTo(1);
    }
  }

  @Test
  void aConnectionThatDiesWhileWritingIsReplacedAndTheWorkIsDoneOnce() {
    var tries = new AtomicInteger();
    try (Database database = TestPostgres.shared().freshDatabase().open(1)) {
      database.write(tx -> tx.sql().execute(TABLE));
      database.write(
          tx -> {
            Place.note(tx.sql(), 1);
            return tries.incrementAndGet() == 1
                ? tx.sql().execute("select pg_terminate_backend(pg_backend_pid())")
                : 0;
          });
      assertThat(notes(database)).isEqualTo(1);
    }
    assertThat(tries).hasValue(2);
  }

  private static int notes(Database database) {
    return database.read(sql -> sql.fetchCount(NOTE));
  }
}
