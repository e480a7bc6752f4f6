package jp.yagura.agent.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.UpMessage.Alarm;
import jp.yagura.shared.wire.UpMessage.Dropped;
import jp.yagura.shared.wire.UpMessage.PowerChange;
import jp.yagura.shared.wire.Wire;

/// The outbox's SQL, but for the search for the next run of readings.
final class Rows {

  private static final int URGENT = 0;

  private Rows() {}

  static void insertReadings(Connection tx, long firstSeq, List<Reading> readings)
      throws SQLException {
    try (PreparedStatement insert =
        tx.prepareStatement("insert into reading values (?, ?, ?, ?, ?)")) {
      long seq = firstSeq;
      for (Reading reading : readings) {
        insert.setLong(1, seq++);
        insert.setString(2, reading.sensor().value());
        insert.setLong(3, reading.observedAt().toEpochMilli());
        insert.setLong(4, reading.value());
        insert.setInt(5, QualityCode.of(reading.quality()));
        insert.executeUpdate();
      }
    }
  }

  /// Events are stored as they will be sent: what was sealed when it happened cannot be altered by
  /// a newer agent.
  static void insertEvents(Connection tx, long epoch, long firstSeq, List<Occurrence> occurrences)
      throws SQLException {
    try (PreparedStatement insert =
        tx.prepareStatement("insert into event values (?, ?, ?, ?, ?)")) {
      long seq = firstSeq;
      for (Occurrence occurrence : occurrences) {
        UpMessage message = numbered(occurrence, epoch, seq);
        insert.setLong(1, seq++);
        insert.setString(2, message.topicKind().name());
        insert.setLong(3, occurrence.at().toEpochMilli());
        insert.setBytes(4, Wire.encode(message));
        insert.setInt(5, rank(occurrence));
        insert.executeUpdate();
      }
    }
  }

  private static int rank(Occurrence occurrence) {
    return switch (occurrence) {
      case Occurrence.AlarmChanged alarm when alarm.isUrgent() -> URGENT;
      case Occurrence.AlarmChanged _, Occurrence.Dropped _ -> 1;
      case Occurrence.PowerChanged _ -> 2;
    };
  }

  private static UpMessage numbered(Occurrence occurrence, long epoch, long seq) {
    return switch (occurrence) {
      case Occurrence.AlarmChanged(var kind, var raised, var at, var sensor, var value) ->
          new Alarm(epoch, seq, kind, raised, at, sensor, value);
      case Occurrence.Dropped(var stream, var _, var range, var count, var from, var to, var at) ->
          new Dropped(epoch, seq, at, stream, range, count, from, to);
      case Occurrence.PowerChanged(var state, var at, var millivolts, var percent) ->
          new PowerChange(epoch, seq, state, at, millivolts, percent);
    };
  }

  static Optional<Letter> nextEvent(
      Connection connection, List<SeqRange> underWay, boolean urgentOnly) throws SQLException {
    String sql =
        "select seq, kind, payload from event"
            + (urgentOnly ? " where rank = " + URGENT : "")
            + " order by rank, seq";
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        long seq = rows.getLong(1);
        if (underWay.stream().noneMatch(range -> range.contains(seq))) {
          return Optional.of(
              new Letter(
                  Stream.EVENTS,
                  new SeqRange(seq, seq),
                  Kind.valueOf(rows.getString(2)),
                  rows.getBytes(3)));
        }
      }
      return Optional.empty();
    }
  }

  static long delete(Connection tx, Stream stream, long first, long last) throws SQLException {
    try (PreparedStatement delete =
        tx.prepareStatement("delete from " + table(stream) + " where seq between ? and ?")) {
      delete.setLong(1, first);
      delete.setLong(2, last);
      return delete.executeUpdate();
    }
  }

  static void keepLastSeq(Connection tx, Stream stream, long last) throws SQLException {
    try (PreparedStatement put =
        tx.prepareStatement("insert or replace into stream values (?, ?)")) {
      put.setString(1, stream.name());
      put.setLong(2, last);
      put.executeUpdate();
    }
  }

  static long lastSeq(Connection connection, Stream stream) throws SQLException {
    String sql =
        "select max(ifnull((select max(seq) from "
            + table(stream)
            + "), 0),"
            + " ifnull((select last_seq from stream where name = ?), 0))";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, stream.name());
      try (ResultSet row = query.executeQuery()) {
        return row.getLong(1);
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

  private static String table(Stream stream) {
    return switch (stream) {
      case READINGS -> "reading";
      case EVENTS -> "event";
      case SNAPSHOTS -> throw new IllegalArgumentException("pictures are on a shelf of their own");
    };
  }
}
