package jp.yagura.agent.outbox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import jp.yagura.agent.outbox.OutboxException.Reason;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.LockingMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The SQLite file under the outbox: how it is opened, what tables it has, and what its errors
/// mean.
final class OutboxFile implements AutoCloseable {

  // The rows of a stream go when they are durable elsewhere, its numbering must not start again:
  // `stream` keeps the last number for the time when the row that carried it is gone.
  static final String[] FORMAT_1 = {
    "create table outbox (epoch integer not null)",
    "create table stream (name text primary key, last_seq integer not null) without rowid",
    """
    create table reading (
      seq         integer primary key,
      sensor      text    not null,
      observed_at integer not null,
      value       integer not null,
      quality     integer not null)
    """,
    """
    create table event (
      seq     integer primary key,
      kind    text    not null,
      at      integer not null,
      payload blob    not null)
    """,
    "create table note (name text primary key, value text not null) without rowid",
    "pragma user_version = 1",
  };

  // What is told first when a link comes back: an overflow does not stand in line behind a week of
  // power failures.
  private static final String[] FORMAT_2 = {
    "alter table event add column rank integer not null default 1",
    "create index event_order on event (rank, seq)",
    "pragma user_version = 2",
  };

  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  private final Connection connection;

  private OutboxFile(Connection connection) {
    this.connection = connection;
  }

  static OutboxFile open(Path file, InstantSource clock) throws OutboxException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    // FULL, not NORMAL: with NORMAL a power cut takes back commits, and we have said that they are
    // safe.
    config.setSynchronous(SynchronousMode.FULL);
    // One agent to an outbox. It also spares the shared memory file beside the database.
    config.setLockingMode(LockingMode.EXCLUSIVE);
    config.setCacheSize(-512);
    config.setBusyTimeout(0);
    Connection connection;
    try {
      connection = config.createConnection("jdbc:sqlite:" + file);
    } catch (SQLException e) {
      throw translated(e);
    }
    OutboxFile opened = new OutboxFile(connection);
    try {
      opened.inTransaction(tx -> createUnlessThere(tx, clock));
    } catch (OutboxException e) {
      opened.close();
      throw e;
    }
    return opened;
  }

  private static Void createUnlessThere(Connection tx, InstantSource clock) throws SQLException {
    try (Statement statement = tx.createStatement()) {
      long version;
      try (ResultSet row = statement.executeQuery("pragma user_version")) {
        version = row.getLong(1);
      }
      if (version > 2) {
        throw new SQLException("outbox is of format " + version + ", made by a newer agent");
      }
      if (version == 0) {
        for (String sql : FORMAT_1) {
          statement.execute(sql);
        }
        statement.execute("insert into outbox values (" + clock.instant().toEpochMilli() + ")");
      }
      if (version < 2) {
        for (String sql : FORMAT_2) {
          statement.execute(sql);
        }
      } else {
        // Takes the lock for good, and finds a disk that cannot be written to now rather than
        // later.
        statement.execute("update outbox set epoch = epoch");
      }
    }
    return null;
  }

  <T> T read(Work<T> work) throws OutboxException {
    try {
      return work.with(connection);
    } catch (SQLException e) {
      throw translated(e);
    }
  }

  // Spelt out instead of JDBC's own way: after a full disk SQLite may have rolled back by itself,
  // and the driver, which does not know, would complain about that instead of the disk.
  <T> T inTransaction(Work<T> work) throws OutboxException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("begin immediate");
      try {
        T result = work.with(connection);
        statement.execute("commit");
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollBack(statement, e);
        throw e;
      }
    } catch (SQLException e) {
      throw translated(e);
    }
  }

  // Left open, a transaction would refuse all that follow, and show readers what is not stored.
  private static void rollBack(Statement statement, Throwable reason) {
    try {
      statement.execute("rollback");
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  private static OutboxException translated(SQLException e) {
    Reason reason = Reason.BROKEN;
    if (e instanceof SQLiteException sqlite) {
      SQLiteErrorCode code = sqlite.getResultCode();
      if (code == SQLiteErrorCode.SQLITE_FULL) {
        reason = Reason.FULL;
      } else if (code == SQLiteErrorCode.SQLITE_BUSY || code == SQLiteErrorCode.SQLITE_LOCKED) {
        reason = Reason.IN_USE;
      }
    }
    return new OutboxException(reason, String.valueOf(e.getMessage()), e);
  }

  @Override
  public void close() throws OutboxException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw translated(e);
    }
  }
}
