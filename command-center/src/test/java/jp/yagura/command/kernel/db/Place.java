package jp.yagura.command.kernel.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import jp.yagura.command.testing.TestPostgres;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** An empty database of either kind, with one table to write notes into. */
record Place(Database.Dialect dialect, String url, String user) {

  static final Table<Record> NOTE = DSL.table(DSL.name("note"));
  static final Field<Integer> ID = DSL.field(DSL.name("id"), SQLDataType.INTEGER);
  static final Field<Integer> COUNT = DSL.field(DSL.name("n"), SQLDataType.INTEGER);

  static Place fresh(Database.Dialect dialect, Path folder) {
    Place place =
        switch (dialect) {
          case SQLITE -> new Place(dialect, "jdbc:sqlite:" + folder.resolve("notes.db"), "");
          case POSTGRESQL -> {
            var fresh = TestPostgres.shared().freshDatabase();
            yield new Place(dialect, fresh.url(), fresh.user());
          }
        };
    try (Connection connection = place.connect();
        var statement = connection.createStatement()) {
      statement.execute("create table note (id integer primary key, n integer not null)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return place;
  }

  Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(url, user, "");
    if (dialect == Database.Dialect.SQLITE) {
      try (var statement = connection.createStatement()) {
        statement.execute("pragma journal_mode = wal");
      }
    }
    return connection;
  }

  /** What somebody else sees at this moment. */
  int notes() {
    try (Connection connection = connect()) {
      return DSL.using(connection, JooqDatabase.jooqDialect(dialect)).fetchCount(NOTE);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static int note(DSLContext sql, int id) {
    return sql.insertInto(NOTE).set(ID, id).set(COUNT, 0).execute();
  }
}
