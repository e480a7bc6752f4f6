package jp.yagura.agent.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.Decoded;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.Wire;

/// Gives everything that is kept new numbers under a new epoch. For an outbox that has come back
/// shorter than it was, from an image of its card or from a card that lied: the command center has
/// numbers of this epoch that were never given here, so ours may already mean something else there.
/// What it has already comes twice; that is better than once too seldom.
final class Renumbering {

  private record Event(long seq, Kind kind, byte[] payload) {}

  private Renumbering() {}

  static void under(Connection tx, long epoch) throws SQLException {
    try (Statement statement = tx.createStatement()) {
      statement.execute("update outbox set epoch = " + epoch);
      statement.execute("delete from stream");
      // by way of negative numbers, or two rows would have the same one for a moment
      statement.execute(
          """
          update reading set seq = -place
            from (select seq as old, row_number() over (order by seq) as place from reading)
           where seq = old
          """);
      statement.execute("update reading set seq = -seq");
    }
    renumberEvents(tx, epoch);
  }

  private static void renumberEvents(Connection tx, long epoch) throws SQLException {
    List<Event> events = events(tx);
    try (PreparedStatement update =
        tx.prepareStatement("update event set seq = ?, kind = ?, payload = ? where seq = ?")) {
      long seq = 1;
      for (Event event : events) {
        // ascending, and never above the old number: the new one is free
        UpMessage numbered = numbered(event, epoch, seq);
        update.setLong(1, seq);
        update.setString(2, numbered.topicKind().name());
        update.setBytes(3, Wire.encode(numbered));
        update.setLong(4, event.seq());
        update.executeUpdate();
        seq++;
      }
    }
  }

  private static List<Event> events(Connection tx) throws SQLException {
    List<Event> events = new ArrayList<>();
    try (PreparedStatement query =
            tx.prepareStatement("select seq, kind, payload from event order by seq");
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        events.add(new Event(row.getLong(1), Kind.valueOf(row.getString(2)), row.getBytes(3)));
      }
    }
    return events;
  }

  private static UpMessage numbered(Event event, long epoch, long seq) {
    return switch (Wire.decodeUp(event.kind(), event.payload())) {
      case Decoded.Accepted<UpMessage>(UpMessage.Alarm alarm) ->
          new UpMessage.Alarm(
              epoch, seq, alarm.kind(), alarm.raised(), alarm.at(), alarm.sensor(), alarm.value());
      case Decoded.Accepted<UpMessage>(UpMessage.PowerChange change) ->
          new UpMessage.PowerChange(
              epoch,
              seq,
              change.state(),
              change.at(),
              change.batteryMillivolts(),
              change.batteryPercent());
      case Decoded.Accepted<UpMessage>(UpMessage.Dropped dropped) ->
          // its numbers mean nothing any more, but that so much was lost stays to be told
          new UpMessage.Alarm(
              epoch,
              seq,
              AlarmKind.OUTBOX_TROUBLE,
              true,
              dropped.at(),
              Optional.empty(),
              dropped.count());
      case Decoded.Accepted<UpMessage>(UpMessage other) ->
          throw new IllegalStateException("an outbox holds no " + other.topicKind());
      case Decoded.Refused<UpMessage> refused ->
          throw new IllegalStateException("an event of the outbox cannot be read: " + refused);
    };
  }
}
