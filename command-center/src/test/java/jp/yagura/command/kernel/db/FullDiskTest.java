package jp.yagura.command.kernel.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import jp.yagura.command.testing.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up: a real small one, and, for those who may not mount one, a limit. */
class FullDiskTest {

  private static final int MEGABYTES = 4;

  /** No fewer pages than the file has already, and not one more. */
  private static final String AS_IT_IS = "pragma max_page_count = 1";

  private static final int BIG = 256 * 1024;

  @TempDir Path folder;

  private final List<StorageState> told = new CopyOnWriteArrayList<>();

  @Test
  void aFullDiskIsToldOnceRefusesWritesAndIsForgottenAsSoonAsThereIsRoom() throws IOException {
    Optional<SmallDisk> disk = SmallDisk.ofMegabytes(MEGABYTES);
    assumeTrue(disk.isPresent(), "needs a small disk, which only root may mount");
    try (SmallDisk small = disk.get();
        Database database =
            Databases.sqlite(small.folder().resolve("yagura.db"), 1, new StateChanges(told::add))) {
      database.write(tx -> tx.sql().execute("create table blob_of (content blob)"));
      small.fill();
      refusesEverything(database);
      small.makeRoom();
      recovers(database);
    }
  }

  @Test
  void aFileThatMustNotGrowIsToldOnceRefusesWritesAndIsForgottenAsSoonAsItMay() {
    Place place = Place.fresh(Database.Dialect.SQLITE, folder);
    var limited = new AtomicBoolean();
    var readers = new HikariDataSource();
    readers.setJdbcUrl(place.url());
    readers.setAutoCommit(false);
    try (Database database =
        new JooqDatabase(
            Database.Dialect.SQLITE,
            readers,
            () -> limited.get() ? limited(place.connect()) : place.connect(),
            new StateChanges(told::add))) {
      database.write(tx -> tx.sql().execute("create table blob_of (content blob)"));
      limited.set(true); // for the connections to come; and for the one that is there:
      database.write(tx -> tx.sql().execute(AS_IT_IS));
      refusesEverything(database);
      limited.set(false);
      recovers(database);
    }
  }

  private static Connection limited(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(AS_IT_IS);
    }
    return connection;
  }

  private void refusesEverything(Database database) {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> put(database)).isInstanceOf(StorageException.class);
    }
    assertThat(told).singleElement().satisfies(state -> assertThat(state.well()).isFalse());
    assertThat(kept(database)).as("reading goes on, and nothing was kept by half").isZero();
  }

  private void recovers(Database database) {
    put(database);
    put(database);
    assertThat(kept(database)).isEqualTo(2);
    assertThat(told).extracting(StorageState::well).containsExactly(false, true);
  }

  private static int put(Database database) {
    return database.write(
        tx -> {
          // more pages than a limited file has left, and than a full disk has
          tx.sql().execute("insert into blob_of values (zeroblob(" + BIG + "))");
          return 1;
        });
  }

  private static int kept(Database database) {
    return database.read(sql -> sql.fetchSingle("select count(*) from blob_of").get(0, int.class));
  }
}
