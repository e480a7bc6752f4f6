package jp.yagura.agent.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.Dating;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.shared.wire.Wire;

/// Finds the next readings to send. Newest first in all cases, so that what was just measured goes
/// before the backlog, and of the backlog what happened last before what happened first.
///
/// Between those that are to be sent lie some that are settled, and some are under way; what is
/// found is an unbroken stretch of one run and one dating, as long as one message may be.
final class ReadingsRun {

  private ReadingsRun() {}

  /// @param taken what is not to be sent: settled or under way
  static Optional<Stretch> newest(Connection connection, Runs runs, SeqRange within, Ranges taken)
      throws SQLException {
    long top = newestFree(connection, within, taken);
    if (top == 0) {
      return Optional.empty();
    }
    Run run = runs.of(Stream.READINGS, top);
    List<SeqRange> free =
        taken.gaps(
            Math.max(within.first(), Math.max(run.readings().first(), top - Wire.MAX_READINGS + 1)),
            top);
    return Optional.of(unbrokenDownFrom(connection, run, top, free.getLast().first()));
  }

  /// The highest id stored there and not taken; 0 if there is none.
  private static long newestFree(Connection connection, SeqRange within, Ranges taken)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select max(id) from reading where id between ? and ?")) {
      for (SeqRange free : taken.gaps(within.first(), within.last()).reversed()) {
        query.setLong(1, free.first());
        query.setLong(2, free.last());
        try (ResultSet row = query.executeQuery()) {
          long highest = row.getLong(1);
          if (highest > 0) {
            return highest;
          }
        }
      }
      return 0;
    }
  }

  private static Stretch unbrokenDownFrom(Connection connection, Run run, long top, long floor)
      throws SQLException {
    List<Reading> newestFirst = new ArrayList<>();
    Set<SensorId> sensors = new HashSet<>();
    int dating = DatingCode.SURE;
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select id, sensor, observed_at, value, quality, dating
              from reading
             where id between ? and ?
             order by id desc
            """)) {
      query.setLong(1, floor);
      query.setLong(2, top);
      try (ResultSet row = query.executeQuery()) {
        while (row.next() && row.getLong(1) == top - newestFirst.size()) {
          SensorId sensor = new SensorId(row.getString(2));
          sensors.add(sensor);
          boolean otherwiseDated = !newestFirst.isEmpty() && row.getInt(6) != dating;
          if (otherwiseDated || sensors.size() > Wire.MAX_BATCH_SENSORS) {
            break;
          }
          dating = row.getInt(6);
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
    var ids = new SeqRange(top - newestFirst.size() + 1, top);
    return new Stretch(
        ids,
        new ReadingsBatch(
            run.epoch(),
            run.seq(Stream.READINGS, ids.first()),
            newestFirst,
            Optional.empty(),
            false,
            told(dating, run)));
  }

  private static Dating told(int dating, Run run) {
    return switch (dating) {
      case DatingCode.SURE -> Dating.SURE;
      case DatingCode.CORRECTED -> new Dating.Corrected(Duration.ofMillis(run.shift()));
      default -> Dating.UNCERTAIN;
    };
  }
}
