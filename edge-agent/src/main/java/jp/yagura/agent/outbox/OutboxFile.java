package jp.yagura.agent.outbox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import jp.yagura.agent.outbox.OutboxException.Reason;
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
  static final String[] FORMAT_2 = {
    "alter table event add column rank integer not null default 1",
    "create index event_order on event (rank, seq)",
    "pragma user_version = 2",
  };

  // Each start has an epoch of its own, what is durable stays for a while, and a row knows how far
  // its time can be trusted. In format 2 a row that was gone was settled: all gaps are.
  private static final String[] FORMAT_3 = {
    """
    create table run (
      epoch         integer primary key,
      boot          text    not null,
      shift         integer not null,
      first_reading integer not null,
      last_reading  integer not null,
      first_event   integer not null,
      last_event    integer not null)
    """,
    "insert into run select epoch, '', 0, 1, 9223372036854775807, 1, 9223372036854775807 from outbox",
    "drop table outbox",
    "alter table reading rename column seq to id",
    "alter table reading add column since_boot integer not null default 0",
    "alter table reading add column dating integer not null default 0",
    "alter table event rename column seq to id",
    "alter table event add column since_boot integer not null default 0",
    "alter table event add column dating integer not null default 0",
    "alter table stream rename column last_seq to last_id",
    """
    create table settled (
      stream text    not null,
      first  integer not null,
      last   integer not null,
      primary key (stream, first)) without rowid
    """,
    settledInFormat2("READINGS", "reading"),
    settledInFormat2("EVENTS", "event"),
    "pragma user_version = 3",
  };

  private static String settledInFormat2(String stream, String table) {
    return """
        insert into settled
        select '%1$s', below + 1, id - 1
          from (select id, lag(id, 1, 0) over (order by id) as below
                  from (select id from %2$s
                        union all
                        select max(last_id, (select ifnull(max(id), 0) from %2$s)) + 1
                          from stream where name = '%1$s'))
         where id > below + 1
        """
        .formatted(stream, table);
  }

  private static final int NEWEST_FORMAT = 3;

  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  private final Connection connection;
  private final Reserve reserve;

  private OutboxFile(Connection connection, Reserve reserve) {
    this.connection = connection;
    this.reserve = reserve;
  }

  static OutboxFile open(Path file, InstantSource clock) throws OutboxException {
    Connection connection;
    try {
      connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    } catch (SQLException e) {
      throw translated(e);
    }
    OutboxFile opened = new OutboxFile(connection, new Reserve(file, clock));
    try {
      opened.setUp();
      opened.requireWhole();
      opened.inTransactionWithReserve(OutboxFile::createUnlessThere);
      opened.reserve.keep();
    } catch (OutboxException e) {
      if (e.reason() == Reason.FULL && opened.isThere()) {
        return opened; // what it holds can be sent, and with that it empties
      }
      opened.close();
      throw e;
    }
    return opened;
  }

  // In this order: once it has looked at the file, SQLite shares memory beside it, for which there
  // is no room on a full disk.
  private void setUp() throws OutboxException {
    // One agent to an outbox.
    ask("pragma locking_mode = exclusive");
    ask("pragma busy_timeout = 0");
    String mode = ask("pragma journal_mode = wal");
    if (!"wal".equals(mode)) {
      throw new OutboxException(
          Reason.BROKEN, "the file system allows no write-ahead log", new SQLException(mode));
    }
    // FULL, not NORMAL: with NORMAL a power cut takes back commits, and we have said that they are
    // safe.
    run("pragma synchronous = full");
    run("pragma cache_size = -512");
  }

  private String ask(String sql) throws OutboxException {
    return read(
        db -> {
          try (Statement statement = db.createStatement();
              ResultSet row = statement.executeQuery(sql)) {
            return row.getString(1);
          }
        });
  }

  private void run(String sql) throws OutboxException {
    var _ =
        read(
            db -> {
              try (Statement statement = db.createStatement()) {
                return statement.execute(sql);
              }
            });
  }

  /// Finds damage now, when it can be set aside, rather than in the middle of a flood.
  private void requireWhole() throws OutboxException {
    String verdict = ask("pragma quick_check(1)");
    if (!"ok".equals(verdict)) {
      throw new OutboxException(Reason.DAMAGED, verdict, new SQLException(verdict));
    }
  }

  private boolean isThere() {
    try {
      return Integer.toString(NEWEST_FORMAT).equals(ask("pragma user_version"));
    } catch (OutboxException e) {
      return false;
    }
  }

  private static Void createUnlessThere(Connection tx) throws SQLException {
    try (Statement statement = tx.createStatement()) {
      long version;
      try (ResultSet row = statement.executeQuery("pragma user_version")) {
        version = row.getLong(1);
      }
      if (version > NEWEST_FORMAT) {
        throw new SQLException("outbox is of format " + version + ", made by a newer agent");
      }
      if (version == 0) {
        for (String sql : FORMAT_1) {
          statement.execute(sql);
        }
      }
      if (version < 2) {
        for (String sql : FORMAT_2) {
          statement.execute(sql);
        }
      }
      if (version < 3) {
        for (String sql : FORMAT_3) {
          statement.execute(sql);
        }
      } else {
        // Takes the lock for good.
        statement.execute("update run set shift = shift");
      }
      PictureShelf.createUnlessThere(statement);
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

  /// For what must find room on a full disk.
  <T> T inTransactionWithReserve(Work<T> work) throws OutboxException {
    try {
      return inTransaction(work);
    } catch (OutboxException e) {
      if (e.reason() == Reason.FULL && reserve.release()) {
        return inTransaction(work);
      }
      throw e;
    }
  }

  /// For what must leave the room for alarms alone.
  <T> T inTransactionBesideReserve(Work<T> work) throws OutboxException {
    reserve.keep();
    if (reserve.isUsed()) {
      throw new OutboxException(
          Reason.FULL, "the little room there is is for alarms", new SQLException("reserve used"));
    }
    return inTransaction(work);
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
      } else if (code == SQLiteErrorCode.SQLITE_CORRUPT || code == SQLiteErrorCode.SQLITE_NOTADB) {
        reason = Reason.DAMAGED;
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
