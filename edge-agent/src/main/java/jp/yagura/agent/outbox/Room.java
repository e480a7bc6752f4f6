package jp.yagura.agent.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.yagura.agent.outbox.Occurrence.Dropped;
import jp.yagura.shared.wire.PictureSize;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;

/// Keeps the outbox within its bounds. When it is full, what is worth least goes: full pictures,
// then
/// readings, then small pictures, the oldest first and many at once, so that it is seldom and the
/// report of it is short. Alarms and changes of power never go.
///
/// @param mostBytes of the tables; the journal beside them takes a few megabytes more
record Room(long mostBytes) {

  /// A little more than this part of them goes at a time.
  private static final int PARTS = 20;

  private record Oldest(SeqRange range, long count, Instant from, Instant to) {}

  /// Makes room if there is none.
  ///
  /// @return what had to go for it
  List<Dropped> make(Connection tx, long epoch, Instant now) throws SQLException {
    if (usedBytes(tx) <= mostBytes) {
      return List.of();
    }
    List<Dropped> pictures = dropPictures(tx, PictureSize.FULL, now);
    if (!pictures.isEmpty()) {
      return pictures;
    }
    Optional<Oldest> oldest = oldest(tx);
    return oldest.isPresent()
        ? List.of(drop(tx, epoch, oldest.get(), now))
        : dropPictures(tx, PictureSize.THUMBNAIL, now);
  }

  private static List<Dropped> dropPictures(Connection tx, PictureSize size, Instant now)
      throws SQLException {
    long some = PictureShelf.count(tx, size) / PARTS + 1;
    return PictureShelf.dropOldest(tx, size, some, now);
  }

  private static Dropped drop(Connection tx, long epoch, Oldest going, Instant now)
      throws SQLException {
    try (PreparedStatement delete = tx.prepareStatement("delete from reading where seq <= ?")) {
      delete.setLong(1, going.range().last());
      delete.executeUpdate();
    }
    return new Dropped(
        Stream.READINGS, epoch, going.range(), going.count(), going.from(), going.to(), now);
  }

  private static long usedBytes(Connection tx) throws SQLException {
    return (number(tx, "pragma page_count") - number(tx, "pragma freelist_count"))
        * number(tx, "pragma page_size");
  }

  private static Optional<Oldest> oldest(Connection tx) throws SQLException {
    long number = number(tx, "select count(*) from reading") / PARTS + 1;
    try (PreparedStatement query =
        tx.prepareStatement(
            """
            select min(seq), max(seq), count(*), min(observed_at), max(observed_at)
              from (select seq, observed_at from reading order by seq limit ?)
            """)) {
      query.setLong(1, number);
      try (ResultSet row = query.executeQuery()) {
        return row.getLong(3) == 0
            ? Optional.empty()
            : Optional.of(
                new Oldest(
                    new SeqRange(row.getLong(1), row.getLong(2)),
                    row.getLong(3),
                    Instant.ofEpochMilli(row.getLong(4)),
                    Instant.ofEpochMilli(row.getLong(5))));
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
