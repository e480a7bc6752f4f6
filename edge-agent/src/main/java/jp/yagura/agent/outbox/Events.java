package jp.yagura.agent.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import jp.yagura.agent.clock.Boot;
import jp.yagura.agent.clock.Stamp;
import jp.yagura.agent.outbox.Redating.Time;
import jp.yagura.shared.wire.Dating;
import jp.yagura.shared.wire.Decoded;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.UpMessage.Alarm;
import jp.yagura.shared.wire.UpMessage.Dropped;
import jp.yagura.shared.wire.UpMessage.PowerChange;
import jp.yagura.shared.wire.Wire;

/// The table of alarms, changes of power and losses.
final class Events {

  private static final int URGENT = 0;

  private record Row(long id, int rank, Kind kind, byte[] payload, Time time) {
    boolean isBefore(Row other) {
      return rank != other.rank ? rank < other.rank : id < other.id;
    }
  }

  private Events() {}

  /// Events are stored as they will be sent, but for their time: what was sealed when it happened
  /// cannot be altered by a newer agent.
  static void insert(
      Connection tx,
      Run run,
      long firstId,
      List<? extends Occurrence> occurrences,
      Stamp stamp,
      OptionalLong truly)
      throws SQLException {
    try (PreparedStatement insert =
        tx.prepareStatement("insert into event values (?, ?, ?, ?, ?, ?, ?)")) {
      long id = firstId;
      for (Occurrence occurrence : occurrences) {
        UpMessage message = numbered(occurrence, run.epoch(), run.seq(Stream.EVENTS, id));
        Time time = Redating.place(occurrence.at(), stamp, truly);
        insert.setLong(1, id++);
        insert.setString(2, message.topicKind().name());
        insert.setLong(3, time.at());
        insert.setBytes(4, Wire.encode(message));
        insert.setInt(5, rank(occurrence));
        insert.setLong(6, time.sinceBoot());
        insert.setInt(7, time.dating());
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
      case Occurrence.Dropped(
              var stream,
              var ofEpoch,
              var range,
              var count,
              var from,
              var to,
              var at) ->
          new Dropped(epoch, seq, at, stream, range, count, from, to, Dating.SURE, ofEpoch);
      case Occurrence.PowerChanged(var state, var at, var millivolts, var percent) ->
          new PowerChange(epoch, seq, state, at, millivolts, percent);
    };
  }

  /// @param free the ids that are neither settled nor under way
  static Optional<Letter> next(
      Connection connection, Runs runs, Boot boot, List<SeqRange> free, boolean urgentOnly)
      throws SQLException {
    Optional<Row> first = first(connection, free, urgentOnly);
    return first.map(
        row ->
            new Letter(
                Stream.EVENTS,
                SeqRange.only(row.id()),
                row.kind(),
                payload(row, runs.of(Stream.EVENTS, row.id()), boot)));
  }

  private static Optional<Row> first(Connection connection, List<SeqRange> free, boolean urgentOnly)
      throws SQLException {
    String sql =
        "select id, rank, kind, payload, at, since_boot, dating from event"
            + " where id between ? and ?"
            + (urgentOnly ? " and rank = " + URGENT : "")
            + " order by rank, id limit 1";
    Optional<Row> first = Optional.empty();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (SeqRange range : free) {
        query.setLong(1, range.first());
        query.setLong(2, range.last());
        try (ResultSet row = query.executeQuery()) {
          if (row.next()) {
            Row found = row(row);
            first = first.filter(known -> known.isBefore(found)).or(() -> Optional.of(found));
          }
        }
      }
    }
    return first;
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong(1),
        row.getInt(2),
        Kind.valueOf(row.getString(3)),
        row.getBytes(4),
        new Time(row.getLong(5), row.getLong(6), row.getInt(7)));
  }

  private static byte[] payload(Row row, Run run, Boot boot) {
    Time time = row.time();
    if (time.dating() == DatingCode.SURE) {
      return row.payload();
    }
    Dating dating = Dating.UNCERTAIN;
    if (time.dating() == DatingCode.CORRECTED) {
      dating = new Dating.Corrected(Duration.ofMillis(run.shift()));
    } else if (run.boot().equals(boot.id())) {
      dating = new Dating.Aged(Duration.ofMillis(Math.max(0, boot.now() - time.sinceBoot())));
    }
    return dated(row, Instant.ofEpochMilli(time.at()), dating);
  }

  private static byte[] dated(Row row, Instant at, Dating dating) {
    return switch (Wire.decodeUp(row.kind(), row.payload())) {
      case Decoded.Accepted<UpMessage>(Alarm alarm) -> Wire.encode(alarm.redated(at, dating));
      case Decoded.Accepted<UpMessage>(PowerChange change) ->
          Wire.encode(change.redated(at, dating));
      case Decoded.Accepted<UpMessage>(Dropped dropped) -> Wire.encode(dropped.redated(at, dating));
      // as it was sealed, whoever can read it
      case Decoded.Accepted<UpMessage> _, Decoded.Refused<UpMessage> _ -> row.payload();
    };
  }
}
