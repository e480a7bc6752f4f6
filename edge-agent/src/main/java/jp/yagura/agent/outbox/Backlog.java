package jp.yagura.agent.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.yagura.shared.wire.SeqRange;

/// What waits in the tables.
final class Backlog {

  /// The rows of one stream.
  ///
  /// @param time the column that says when it was observed or happened
  private record Table(String name, String time) {}

  private static final Table READINGS = new Table("reading", "observed_at");
  private static final Table EVENTS = new Table("event", "at");

  private Backlog() {}

  /// @param readings the ids that are neither settled nor under way, rising
  static Waiting of(Connection connection, List<SeqRange> readings, List<SeqRange> events)
      throws SQLException {
    long items = count(connection, READINGS, readings) + count(connection, EVENTS, events);
    if (items == 0) {
      return new Waiting(0, Optional.empty());
    }
    Optional<Instant> oldest =
        Stream.concat(
                oldest(connection, READINGS, readings).stream(),
                oldest(connection, EVENTS, events).stream())
            .min(Instant::compareTo);
    return new Waiting(items, oldest);
  }

  private static long count(Connection connection, Table table, List<SeqRange> ranges)
      throws SQLException {
    long all = 0;
    String within = "select count(*) from " + table.name() + " where id between ? and ?";
    try (PreparedStatement query = connection.prepareStatement(within)) {
      for (SeqRange range : ranges) {
        query.setLong(1, range.first());
        query.setLong(2, range.last());
        try (ResultSet row = query.executeQuery()) {
          all += row.getLong(1);
        }
      }
    }
    return all;
  }

  /// Ids grow with time, so the lowest is the oldest: no need to look at all of them.
  private static Optional<Instant> oldest(Connection connection, Table table, List<SeqRange> ranges)
      throws SQLException {
    String lowest =
        "select %s from %s where id between ? and ? order by id limit 1"
            .formatted(table.time(), table.name());
    try (PreparedStatement query = connection.prepareStatement(lowest)) {
      for (SeqRange range : ranges) {
        query.setLong(1, range.first());
        query.setLong(2, range.last());
        try (ResultSet row = query.executeQuery()) {
          if (row.next()) {
            return Optional.of(Instant.ofEpochMilli(row.getLong(1)));
          }
        }
      }
      return Optional.empty();
    }
  }
}
