package jp.yagura.simulators.bench.drain;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// What a tower has gathered while nobody could hear it. It measures in a minute what it would have
/// measured in days, and its times are drawn out to their real distance then, for bytes on the wire
/// depend on it.
///
/// @param rounds of three sensors, one a minute
/// @param thumbnails evenly over the same time
record Backlog(int rounds, int thumbnails) {
  private static final int SENSORS = 3;
  private static final long MINUTE = 60_000;

  long readings() {
    return (long) rounds * SENSORS;
  }

  boolean isGathered(Path outbox) throws IOException {
    try (var connection = open(outbox);
        var statement = connection.createStatement()) {
      return count(statement, "reading") >= readings() && count(statement, "picture") >= thumbnails;
    } catch (SQLException e) {
      throw unreadable(outbox, e);
    }
  }

  /// While no agent holds the file.
  ///
  /// @return what there is, which may be a little more
  Backlog drawOut(Path outbox, long now) throws IOException {
    try (var connection = open(outbox);
        var statement = connection.createStatement()) {
      int gathered = (int) (count(statement, "reading") / SENSORS);
      int pictures = (int) count(statement, "picture");
      long begin = now - (gathered + 1) * MINUTE;
      statement.execute(
          "update reading set observed_at = %d + (id - 1) / %d * %d"
              .formatted(begin, SENSORS, MINUTE));
      statement.execute(
          """
          update picture set taken_at = %d + place * %d
            from (select id as old, row_number() over (order by id) as place from picture)
           where picture.id = old
          """
              .formatted(begin, gathered * MINUTE / (pictures + 1)));
      return new Backlog(gathered, pictures);
    } catch (SQLException e) {
      throw unreadable(outbox, e);
    }
  }

  private static long count(Statement statement, String table) throws SQLException {
    try (var row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Connection open(Path outbox) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + outbox);
  }

  private static IOException unreadable(Path outbox, SQLException e) {
    return new IOException(outbox + " cannot be prepared: " + e.getMessage(), e);
  }
}
