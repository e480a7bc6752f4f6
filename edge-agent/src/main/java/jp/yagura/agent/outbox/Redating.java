package jp.yagura.agent.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import jp.yagura.agent.clock.Stamp;
import jp.yagura.shared.wire.SeqRange;

/// Puts times right that were told by a clock that did not know the time, as soon as it is known.
final class Redating {

  /// A clock that is off by no more than this was right.
  static final long TOLERANCE = 2_000;

  /// Rows moved in one transaction, so that an alarm finds the outbox free.
  static final int AT_A_TIME = 5_000;

  /// Where a row stands in time.
  record Time(long at, long sinceBoot, int dating) {}

  private Redating() {}

  /// @param truly the offset of this boot, once it is known
  static Time place(Instant at, Stamp stamp, OptionalLong truly) {
    long since = stamp.sinceBoot(at);
    if (stamp.sure()) {
      return new Time(at.toEpochMilli(), since, DatingCode.SURE);
    }
    if (truly.isEmpty()) {
      return new Time(at.toEpochMilli(), since, DatingCode.UNSURE);
    }
    return moves(truly.getAsLong() - stamp.offset())
        ? new Time(since + truly.getAsLong(), since, DatingCode.CORRECTED)
        : new Time(at.toEpochMilli(), since, DatingCode.SURE);
  }

  static boolean moves(long shift) {
    return Math.abs(shift) > TOLERANCE;
  }

  /// By how much the unsure rows of these ids have to be moved; empty if there are none. Within one
  /// run all of them were told by one offset.
  static OptionalLong shift(Connection connection, String table, List<SeqRange> owed, long truly)
      throws SQLException {
    String sql =
        "select since_boot + ? - %s from %s where id between ? and ? and dating = %d limit 1"
            .formatted(time(table), table, DatingCode.UNSURE);
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (SeqRange range : owed) {
        query.setLong(1, truly);
        query.setLong(2, range.first());
        query.setLong(3, range.last());
        try (ResultSet row = query.executeQuery()) {
          if (row.next()) {
            return OptionalLong.of(row.getLong(1));
          }
        }
      }
      return OptionalLong.empty();
    }
  }

  /// @param unsettled what headquarters does not have yet; the rest it has as it was
  /// @return how many rows were put right; fewer than [#AT_A_TIME] if these were the last
  static int correct(Connection tx, String table, List<SeqRange> unsettled, long truly, long shift)
      throws SQLException {
    String sql =
        """
        update %1$s set %2$s = %3$s, dating = %4$d
         where id in (select id from %1$s where id between ? and ? and dating = %5$d limit ?)
        """
            .formatted(
                table,
                time(table),
                moves(shift) ? "since_boot + ?" : time(table) + " + 0 * ?",
                moves(shift) ? DatingCode.CORRECTED : DatingCode.SURE,
                DatingCode.UNSURE);
    int done = 0;
    try (PreparedStatement update = tx.prepareStatement(sql)) {
      for (SeqRange range : unsettled) {
        update.setLong(1, truly);
        update.setLong(2, range.first());
        update.setLong(3, range.last());
        update.setLong(4, AT_A_TIME - done);
        done += update.executeUpdate();
      }
    }
    return done;
  }

  static String time(String table) {
    return table.equals("reading") ? "observed_at" : "at";
  }
}
