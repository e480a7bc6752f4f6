package jp.yagura.command.kernel.db;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Tells trouble of the storage itself (disk, server, connection) from a mistake in what was asked.
 */
final class StorageTrouble {

  private static final Set<SQLiteErrorCode> SQLITE =
      Set.of(
          SQLiteErrorCode.SQLITE_FULL,
          SQLiteErrorCode.SQLITE_IOERR,
          SQLiteErrorCode.SQLITE_READONLY,
          SQLiteErrorCode.SQLITE_CANTOPEN,
          SQLiteErrorCode.SQLITE_CORRUPT,
          SQLiteErrorCode.SQLITE_NOTADB,
          SQLiteErrorCode.SQLITE_BUSY,
          SQLiteErrorCode.SQLITE_LOCKED,
          SQLiteErrorCode.SQLITE_NOMEM);

  private StorageTrouble() {}

  static boolean isIn(Throwable failure) {
    return cause(failure)
        .map(e -> e instanceof SQLiteException s ? isTrouble(s) : isTrouble(e.getSQLState()))
        .orElse(false);
  }

  /** Worth another try at once: deadlock or serialisation failure, or a connection that died. */
  static boolean mayPass(Throwable failure) {
    return cause(failure)
        .map(SQLException::getSQLState)
        .map(state -> state.startsWith("40") || state.startsWith("08") || state.startsWith("57P"))
        .orElse(false);
  }

  private static boolean isTrouble(SQLiteException e) {
    return SQLITE.contains(SQLiteErrorCode.getErrorCode(e.getResultCode().code & 0xff));
  }

  /** Of PostgreSQL: connection, resources (disk full), operator's intervention, system error. */
  private static boolean isTrouble(String state) {
    return state != null
        && (state.startsWith("08")
            || state.startsWith("40")
            || state.startsWith("53")
            || state.startsWith("57")
            || state.startsWith("58"));
  }

  private static Optional<SQLException> cause(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException e) {
        return Optional.of(e);
      }
    }
    return Optional.empty();
  }
}
