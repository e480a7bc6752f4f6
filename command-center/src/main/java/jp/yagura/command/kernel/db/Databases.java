package jp.yagura.command.kernel.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;

/** Opens a database and brings its tables up to date. */
public final class Databases {

  /** What the same migration says differently on the two databases. */
  private static final Map<String, String> SQLITE_WORDS =
      Map.of("blob", "blob", "clustered", "without rowid");

  private static final Map<String, String> POSTGRES_WORDS =
      Map.of("blob", "bytea", "clustered", "");

  private Databases() {}

  /** The default: one file, durable at every commit (WAL, synchronous=FULL). */
  public static Database sqlite(Path file, int readers, Consumer<StorageState> health) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String url = "jdbc:sqlite:" + file;
    migrate(url, "", "", SQLITE_WORDS);
    var pool = pool("sqlite-readers", url, readers);
    pool.addDataSourceProperty("open_mode", "1"); // read only: a reader that writes is a bug
    return new JooqDatabase(
        Database.Dialect.SQLITE, new HikariDataSource(pool), () -> sqliteWriter(url), health);
  }

  public static Database postgres(
      String url, String user, String password, int readers, Consumer<StorageState> health) {
    migrate(url, user, password, POSTGRES_WORDS);
    var pool = pool("postgres-readers", url, readers);
    pool.setUsername(user);
    pool.setPassword(password);
    pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    var forWriting = new Properties();
    forWriting.setProperty("user", user);
    forWriting.setProperty("password", password);
    forWriting.setProperty("reWriteBatchedInserts", "true");
    return new JooqDatabase(
        Database.Dialect.POSTGRESQL,
        new HikariDataSource(pool),
        () -> DriverManager.getConnection(url, forWriting),
        health);
  }

  private static HikariConfig pool(String name, String url, int size) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setReadOnly(true);
    config.setAutoCommit(false);
    return config;
  }

  private static Connection sqliteWriter(String url) throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma journal_mode = wal");
      statement.execute(
          "pragma synchronous = full"); // a commit that is told of survives a power cut
      statement.execute("pragma busy_timeout = 10000");
      statement.execute("pragma foreign_keys = on");
      statement.execute(
          "pragma cache_size = -65536"); // 64 MiB keeps the ends of all series in memory
      statement.execute("pragma temp_store = memory");
    }
    return connection;
  }

  private static void migrate(String url, String user, String password, Map<String, String> words) {
    if (words == SQLITE_WORDS) {
      // Readers may come before the first write: the file must be in WAL mode from the start.
      try (Connection first = sqliteWriter(url)) {
        first.getMetaData();
      } catch (SQLException e) {
        throw new StorageException("the database file cannot be opened: " + url, e);
      }
    }
    Flyway.configure()
        .dataSource(url, user, password)
        .locations("classpath:db/migration")
        .placeholders(words)
        .load()
        .migrate();
  }
}
