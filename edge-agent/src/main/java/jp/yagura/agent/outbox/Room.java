package jp.yagura.agent.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jp.yagura.agent.outbox.Occurrence.Dropped;
import jp.yagura.shared.wire.PictureSize;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;

/// Keeps the outbox within its bounds. What is settled is only an archive and goes first, without a
/// word. When all of that is gone, what is worth least goes: full pictures, then readings, then
/// small pictures, the oldest first and many at once, so that it is seldom and the report of it is
/// short. Alarms and changes of power that nobody has confirmed never go.
///
/// @param keep the bytes are those of the tables; the journal beside them takes a few MB more
record Room(Keep keep) {

  /// A little more than this part of the rows goes at a time.
  private static final int PARTS = 20;

  /// Of what has been kept for long enough so many rows go at a time.
  private static final int AGED_AT_A_TIME = 5_000;

  private record Oldest(SeqRange ids, long count, Instant from, Instant to) {}

  /// Makes room if there is none.
  ///
  /// @return what had to go for it that nobody had confirmed, by run
  List<Dropped> make(Connection tx, Runs runs, Settled settled, Instant now) throws SQLException {
    if (usedBytes(tx) <= keep.mostBytes()) {
      return List.of();
    }
    long archived = deleteArchived(tx, Stream.READINGS, settled.readings());
    archived += deleteArchived(tx, Stream.EVENTS, settled.events());
    return archived > 0 ? List.of() : dropWorthLeast(tx, runs, now);
  }

  private static List<Dropped> dropWorthLeast(Connection tx, Runs runs, Instant now)
      throws SQLException {
    List<Dropped> dropped = dropPictures(tx, PictureSize.FULL, now);
    if (dropped.isEmpty()) {
      dropped = dropOldest(tx, runs, now);
    }
    return dropped.isEmpty() ? dropPictures(tx, PictureSize.THUMBNAIL, now) : dropped;
  }

  private static List<Dropped> dropPictures(Connection tx, PictureSize size, Instant now)
      throws SQLException {
    long there = PictureShelf.count(tx, size);
    return there == 0 ? List.of() : PictureShelf.dropOldest(tx, size, there / PARTS + 1, now);
  }

  private static long deleteArchived(Connection tx, Stream stream, Ranges settled)
      throws SQLException {
    long most = number(tx, "select count(*) from " + Rows.table(stream)) / PARTS + 1;
    return delete(tx, stream, settled, most, Long.MAX_VALUE);
  }

  /// Lets go of what has been confirmed and kept for long enough.
  ///
  /// @return whether that was all of it for now
  boolean forgetAged(Connection tx, Settled settled, Instant now) throws SQLException {
    long before = now.minus(keep.archive()).toEpochMilli();
    long gone = delete(tx, Stream.READINGS, settled.readings(), AGED_AT_A_TIME, before);
    gone += delete(tx, Stream.EVENTS, settled.events(), AGED_AT_A_TIME, before);
    return gone < AGED_AT_A_TIME;
  }

  private static long delete(
      Connection tx, Stream stream, Ranges settled, long most, long observedBefore)
      throws SQLException {
    String table = Rows.table(stream);
    String sql =
        """
        delete from %1$s
         where id in (select id from %1$s where id between ? and ? order by id limit ?)
           and %2$s < ?
        """
            .formatted(table, Redating.time(table));
    long gone = 0;
    try (PreparedStatement delete = tx.prepareStatement(sql)) {
      for (SeqRange range : settled.asList()) {
        delete.setLong(1, range.first());
        delete.setLong(2, range.last());
        delete.setLong(3, most - gone);
        delete.setLong(4, observedBefore);
        gone += delete.executeUpdate();
        if (gone >= most) {
          break;
        }
      }
    }
    return gone;
  }

  private static List<Dropped> dropOldest(Connection tx, Runs runs, Instant now)
      throws SQLException {
    List<Dropped> dropped = new ArrayList<>();
    long left = number(tx, "select count(*) from reading") / PARTS + 1;
    while (left > 0) {
      Oldest going = oldest(tx, runs, left);
      if (going.count() == 0) {
        break; // nothing here may be dropped
      }
      try (PreparedStatement delete = tx.prepareStatement("delete from reading where id <= ?")) {
        delete.setLong(1, going.ids().last());
        delete.executeUpdate();
      }
      Run run = runs.of(Stream.READINGS, going.ids().first());
      dropped.add(
          new Dropped(
              Stream.READINGS,
              run.epoch(),
              run.seqs(Stream.READINGS, going.ids()),
              going.count(),
              going.from(),
              going.to(),
              now));
      left -= going.count();
    }
    return dropped;
  }

  private static long usedBytes(Connection tx) throws SQLException {
    return (number(tx, "pragma page_count") - number(tx, "pragma freelist_count"))
        * number(tx, "pragma page_size");
  }

  /// Of one run: a report speaks of numbers of one epoch.
  private static Oldest oldest(Connection tx, Runs runs, long most) throws SQLException {
    long first = number(tx, "select ifnull(min(id), 0) from reading");
    long end = runs.of(Stream.READINGS, first).readings().last();
    try (PreparedStatement query =
        tx.prepareStatement(
            """
            select max(id), count(*), min(observed_at), max(observed_at)
              from (select id, observed_at from reading where id <= ? order by id limit ?)
            """)) {
      query.setLong(1, end);
      query.setLong(2, most);
      try (ResultSet row = query.executeQuery()) {
        return new Oldest(
            new SeqRange(Math.max(1, first), Math.max(1, row.getLong(1))),
            row.getLong(2),
            Instant.ofEpochMilli(row.getLong(3)),
            Instant.ofEpochMilli(row.getLong(4)));
      }
    }
  }

  private static long number(Connection tx, String sql) throws SQLException {
    try (PreparedStatement query = tx.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      return row.getLong(1);
    }
  }
}
