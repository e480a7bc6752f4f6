package jp.yagura.agent.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import jp.yagura.shared.wire.Stream;

/// The rows that this box owes nobody any more: confirmed as durable, or reported as dropped. Those
/// that are still there are an archive, in case they are asked for again. Immutable.
record Settled(Ranges readings, Ranges events) {

  static Settled load(Connection connection) throws SQLException {
    return new Settled(
        Ranges.load(connection, Stream.READINGS), Ranges.load(connection, Stream.EVENTS));
  }

  Ranges of(Stream stream) {
    return switch (stream) {
      case READINGS -> readings;
      case EVENTS -> events;
      case SNAPSHOTS -> throw new IllegalArgumentException("pictures are on a shelf of their own");
    };
  }

  Settled with(Stream stream, Ranges changed) {
    return stream == Stream.READINGS
        ? new Settled(changed, events)
        : new Settled(readings, changed);
  }

  void save(Connection tx, Settled stored) throws SQLException {
    readings.save(tx, Stream.READINGS, stored.readings);
    events.save(tx, Stream.EVENTS, stored.events);
  }
}
