package jp.yagura.agent.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.shared.wire.Wire;

/// Finds the next readings to send. Newest first in all cases, so that what was just measured goes
/// before the backlog, and of the backlog what happened last before what happened first.
///
/// The numbers left in the table have holes where the command center had stored the middle before
/// the beginning, and some are under way; a run is an unbroken stretch of the rest, as long as one
/// message may be.
final class ReadingsRun {

  private ReadingsRun() {}

  static Optional<ReadingsBatch> newest(
      Connection connection, long epoch, SeqRange within, List<SeqRange> underWay)
      throws SQLException {
    long top = newestFree(connection, within.last(), underWay);
    if (top < within.first()) {
      return Optional.empty();
    }
    long most = Math.max(top - Wire.MAX_READINGS + 1, within.first());
    long floor = Math.max(most, lastUnderWayBelow(top, underWay) + 1);
    List<Reading> readings = unbrokenDownFrom(connection, top, floor);
    long first = top - readings.size() + 1;
    return Optional.of(new ReadingsBatch(epoch, first, readings));
  }

  /// The highest number stored, not above `upTo` and not under way; 0 if there is none.
  private static long newestFree(Connection connection, long upTo, List<SeqRange> underWay)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select ifnull(max(seq), 0) from reading where seq <= ?")) {
      long limit = upTo;
      while (true) {
        query.setLong(1, limit);
        long highest;
        try (ResultSet row = query.executeQuery()) {
          highest = row.getLong(1);
        }
        Optional<SeqRange> taken =
            underWay.stream().filter(range -> range.contains(highest)).findAny();
        if (taken.isEmpty()) {
          return highest;
        }
        limit = taken.get().first() - 1;
      }
    }
  }

  private static long lastUnderWayBelow(long top, List<SeqRange> underWay) {
    return underWay.stream().mapToLong(SeqRange::last).filter(last -> last < top).max().orElse(0);
  }

  private static List<Reading> unbrokenDownFrom(Connection connection, long top, long floor)
      throws SQLException {
    List<Reading> newestFirst = new ArrayList<>();
    Set<SensorId> sensors = new HashSet<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select seq, sensor, observed_at, value, quality
              from reading
             where seq between ? and ?
             order by seq desc
            """)) {
      query.setLong(1, floor);
      query.setLong(2, top);
      try (ResultSet row = query.executeQuery()) {
        while (row.next() && row.getLong(1) == top - newestFirst.size()) {
          SensorId sensor = new SensorId(row.getString(2));
          sensors.add(sensor);
          if (sensors.size() > Wire.MAX_BATCH_SENSORS) {
            break;
          }
          newestFirst.add(
              new Reading(
                  sensor,
                  Instant.ofEpochMilli(row.getLong(3)),
                  row.getLong(4),
                  QualityCode.from(row.getInt(5))));
        }
      }
    }
    Collections.reverse(newestFirst);
    return newestFirst;
  }
}
