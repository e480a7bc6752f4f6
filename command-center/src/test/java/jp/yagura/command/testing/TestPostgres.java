package jp.yagura.command.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.Databases;

/**
 * A real PostgreSQL on a free port, one for all tests of this JVM. Each test gets a database of its
 * own, copied from one that has been migrated once.
 */
public final class TestPostgres {

  private static final String USER = "postgres";
  private static final String TEMPLATE = "yagura_template";

  /**
   * Cities sort as their language does, where signs come before digits and letters; the order of
   * bytes that a bare machine has would hide a comparison that relies on it. A server built without
   * ICU keeps the order of bytes.
   */
  private static final String IN_THE_ORDER_OF_A_LANGUAGE =
      """
      do $$
      declare text_column record;
      begin
        for text_column in
          select table_name, column_name, data_type, character_maximum_length as length
          from information_schema.columns
          where table_schema = 'public'
            and data_type in ('character varying', 'text')
            and exists (select from pg_collation where collname = 'ja-x-icu')
        loop
          execute format('alter table %I alter column %I type %s collate "ja-x-icu"',
            text_column.table_name, text_column.column_name,
            text_column.data_type || coalesce('(' || text_column.length || ')', ''));
        end loop;
      end $$
      """;

  private final EmbeddedPostgres server;
  private final AtomicInteger number = new AtomicInteger();

  private TestPostgres(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Started by whoever asks first, stopped when the JVM ends. */
  public static TestPostgres shared() {
    return Shared.INSTANCE;
  }

  private static final class Shared {
    static final TestPostgres INSTANCE = start();
  }

  /** A migrated, empty database. */
  public record Fresh(String url, String user, String password) {

    public Database open(int readers) {
      return Databases.postgres(url, user, password, readers, _ -> {});
    }
  }

  public Fresh freshDatabase() {
    String name = "test_" + number.incrementAndGet();
    execute("create database " + name + " template " + TEMPLATE);
    return at(name);
  }

  private static TestPostgres start() {
    try {
      // what a test loses in a power cut is no loss
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setServerConfig("max_connections", "200")
              .start();
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(server)));
      var started = new TestPostgres(server);
      started.execute("create database " + TEMPLATE);
      started.at(TEMPLATE).open(1).close();
      execute(server.getDatabase(USER, TEMPLATE), IN_THE_ORDER_OF_A_LANGUAGE);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start", e);
    }
  }

  private static void stop(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Fresh at(String name) {
    return new Fresh(server.getJdbcUrl(USER, name), USER, "");
  }

  private void execute(String sql) {
    execute(server.getPostgresDatabase(), sql);
  }

  private static void execute(DataSource database, String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
