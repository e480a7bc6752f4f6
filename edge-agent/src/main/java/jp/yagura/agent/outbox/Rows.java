package jp.yagura.agent.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import jp.yagura.agent.clock.Stamp;
import jp.yagura.agent.outbox.Redating.Time;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;

/// The outbox's SQL, but for events, for the search for the next run of readings, and for making
/// room.
final class Rows {

  private Rows() {}

  static void insertReadings(
      Connection tx, long firstId, List<Reading> readings, Stamp stamp, OptionalLong truly)
      throws SQLException {
    try (PreparedStatement insert =
        tx.prepareStatement("insert into reading values (?, ?, ?, ?, ?, ?, ?)")) {
      long id = firstId;
      for (Reading reading : readings) {
        Time time = Redating.place(reading.observedAt(), stamp, truly);
        insert.setLong(1, id++);
        insert.setString(2, reading.sensor().value());
        insert.setLong(3, time.at());
        insert.setLong(4, reading.value());
        insert.setInt(5, QualityCode.of(reading.quality()));
        insert.setLong(6, time.sinceBoot());
        insert.setInt(7, time.dating());
        insert.executeUpdate();
      }
    }
  }

  static long count(Connection connection, Stream stream, List<SeqRange> ranges)
      throws SQLException {
    long count = 0;
    try (PreparedStatement query =
        connection.prepareStatement(
            "select count(*) from " + table(stream) + " where id between ? and ?")) {
      for (SeqRange range : ranges) {
        query.setLong(1, range.first());
        query.setLong(2, range.last());
        try (ResultSet row = query.executeQuery()) {
          count += row.getLong(1);
        }
      }
    }
    return count;
  }

  /// Which of these ids are there.
  static Ranges present(Connection connection, Stream stream, SeqRange among) throws SQLException {
    String sql = "select id from " + table(stream) + " where id between ? and ? order by id";
    return collect(connection, sql, among.first(), among.last());
  }

  /// Which of these readings were observed in that span.
  static Ranges observed(Connection connection, SeqRange among, Instant from, Instant to)
      throws SQLException {
    String sql =
        "select id from reading where id between ? and ? and observed_at between ? and ?"
            + " order by id";
    return collect(
        connection, sql, among.first(), among.last(), from.toEpochMilli(), to.toEpochMilli());
  }

  private static Ranges collect(Connection connection, String sql, long... parameters)
      throws SQLException {
    List<SeqRange> found = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setLong(i + 1, parameters[i]);
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          long id = row.getLong(1);
          boolean joins = !found.isEmpty() && found.getLast().last() == id - 1;
          long first = joins ? found.removeLast().first() : id;
          found.add(new SeqRange(first, id));
        }
      }
    }
    return Ranges.NONE.with(found);
  }

  /// When the last row before, or the first after, an id says that it happened.
  static Optional<Instant> nearest(Connection connection, Stream stream, long id, boolean before)
      throws SQLException {
    String sql =
        "select %s from %s where id %s ? order by id %s limit 1"
            .formatted(
                Redating.time(table(stream)),
                table(stream),
                before ? "<" : ">",
                before ? "desc" : "asc");
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setLong(1, id);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(Instant.ofEpochMilli(row.getLong(1))) : Optional.empty();
      }
    }
  }

  static boolean isAnyLeft(Connection connection, Run run) throws SQLException {
    return isAnyLeft(connection, Stream.READINGS, run.readings())
        || isAnyLeft(connection, Stream.EVENTS, run.events());
  }

  private static boolean isAnyLeft(Connection connection, Stream stream, Run.Ids ids)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select 1 from " + table(stream) + " where id between ? and ? limit 1")) {
      query.setLong(1, ids.first());
      query.setLong(2, ids.last());
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  static void keepLastId(Connection tx, Stream stream, long last) throws SQLException {
    try (PreparedStatement put =
        tx.prepareStatement("insert or replace into stream values (?, ?)")) {
      put.setString(1, stream.name());
      put.setLong(2, last);
      put.executeUpdate();
    }
  }

  static long lastId(Connection connection, Stream stream) throws SQLException {
    String sql =
        "select max(ifnull((select max(id) from "
            + table(stream)
            + "), 0),"
            + " ifnull((select last_id from stream where name = ?), 0))";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, stream.name());
      try (ResultSet row = query.executeQuery()) {
        return row.getLong(1);
      }
    }
  }

  /// How the newest of these ids, sure ones only if so wanted, was dated.
  static Optional<Time> newest(Connection connection, Stream stream, Run.Ids among, boolean sure)
      throws SQLException {
    String sql =
        "select %s, since_boot, dating from %s where id between ? and ? %s order by id desc limit 1"
            .formatted(
                Redating.time(table(stream)),
                table(stream),
                sure ? "and dating <> " + DatingCode.UNSURE : "");
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setLong(1, among.first());
      query.setLong(2, among.last());
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(new Time(row.getLong(1), row.getLong(2), row.getInt(3)))
            : Optional.empty();
      }
    }
  }

  static void putNotes(Connection tx, Map<String, String> notes) throws SQLException {
    try (PreparedStatement put = tx.prepareStatement("insert or replace into note values (?, ?)")) {
      for (Map.Entry<String, String> note : notes.entrySet()) {
        put.setString(1, note.getKey());
        put.setString(2, note.getValue());
        put.executeUpdate();
      }
    }
  }

  static Map<String, String> notes(Connection connection) throws SQLException {
    Map<String, String> notes = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement("select name, value from note");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        notes.put(rows.getString(1), rows.getString(2));
      }
    }
    return notes;
  }

  static String table(Stream stream) {
    return switch (stream) {
      case READINGS -> "reading";
      case EVENTS -> "event";
      case SNAPSHOTS -> throw new IllegalArgumentException("pictures are on a shelf of their own");
    };
  }
}
