package jp.yagura.agent.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.yagura.agent.outbox.Occurrence.Dropped;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.wire.PictureSize;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Sha256;
import jp.yagura.shared.wire.Stream;

/// The table of pictures that nobody has confirmed: its SQL. A row says its own epoch and number;
/// what is confirmed goes, for pictures are too large for an archive on a card.
final class PictureShelf {

  /// Small pictures overtake full ones, so each full one that waits is a hole in the numbers that
  /// the command center keeps track of; it does so of 256.
  static final int MOST_FULL = 128;

  private static final String[] TABLES = {
    """
    create table if not exists picture (
      id       integer primary key,
      epoch    integer not null,
      seq      integer not null,
      camera   text    not null,
      size     integer not null,
      taken_at integer not null,
      width    integer not null,
      height   integer not null,
      bytes    integer not null,
      sha256   text    not null,
      jpeg     blob    not null)
    """,
    "create unique index if not exists picture_number on picture (epoch, seq)",
    "create index if not exists picture_order on picture (size)",
    "create table if not exists picture_count (epoch integer primary key, last_seq integer not null)",
  };

  private static final String COLUMNS =
      "id, epoch, seq, camera, size, taken_at, width, height, bytes, sha256";

  private PictureShelf() {}

  static void createUnlessThere(Statement statement) throws SQLException {
    for (String sql : TABLES) {
      statement.execute(sql);
    }
  }

  static void insert(Connection tx, long epoch, long firstSeq, List<Picture> pictures)
      throws SQLException {
    try (PreparedStatement insert =
        tx.prepareStatement("insert into picture values (null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      long seq = firstSeq;
      for (Picture picture : pictures) {
        insert.setLong(1, epoch);
        insert.setLong(2, seq++);
        insert.setString(3, picture.camera().value());
        insert.setInt(4, code(picture.size()));
        insert.setLong(5, picture.takenAt().toEpochMilli());
        insert.setInt(6, picture.width());
        insert.setInt(7, picture.height());
        insert.setInt(8, picture.jpeg().length);
        insert.setString(9, Sha256.of(picture.jpeg()).hex());
        insert.setBytes(10, picture.jpeg());
        insert.executeUpdate();
      }
    }
  }

  private static int code(PictureSize size) {
    return switch (size) {
      case THUMBNAIL -> 0;
      case FULL -> 1;
    };
  }

  /// The newest of that size that is not among `except`.
  static Optional<KeptPicture> newest(Connection connection, PictureSize size, Set<Long> except)
      throws SQLException {
    String sql = "select " + COLUMNS + " from picture where size = ? order by id desc";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setInt(1, code(size));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          if (!except.contains(row.getLong(1))) {
            return Optional.of(read(row));
          }
        }
      }
    }
    return Optional.empty();
  }

  /// Nothing if it is gone meanwhile.
  static byte[] bytes(Connection connection, long id, int offset, int length) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select substr(jpeg, ?, ?) from picture where id = ?")) {
      query.setInt(1, offset + 1);
      query.setInt(2, length);
      query.setLong(3, id);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getBytes(1) : new byte[0];
      }
    }
  }

  static long delete(Connection tx, long epoch, long first, long last) throws SQLException {
    try (PreparedStatement delete =
        tx.prepareStatement("delete from picture where epoch = ? and seq between ? and ?")) {
      delete.setLong(1, epoch);
      delete.setLong(2, first);
      delete.setLong(3, last);
      return delete.executeUpdate();
    }
  }

  static void keepLastSeq(Connection tx, long epoch, long last) throws SQLException {
    try (PreparedStatement put =
        tx.prepareStatement("insert or replace into picture_count values (?, ?)")) {
      put.setLong(1, epoch);
      put.setLong(2, last);
      put.executeUpdate();
    }
  }

  static long lastSeq(Connection connection, long epoch) throws SQLException {
    String sql =
        """
        select max(ifnull((select max(seq) from picture where epoch = ?1), 0),
                   ifnull((select last_seq from picture_count where epoch = ?1), 0))
        """;
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setLong(1, epoch);
      try (ResultSet row = query.executeQuery()) {
        return row.getLong(1);
      }
    }
  }

  /// Gives everything that is kept new numbers under a new epoch, from 1 on.
  static void renumber(Connection tx, long epoch) throws SQLException {
    try (Statement statement = tx.createStatement()) {
      statement.execute("delete from picture_count");
      statement.execute(
          "update picture set seq = place, epoch = "
              + epoch
              + " from (select id as old, row_number() over (order by id) as place from picture)"
              + " where id = old");
    }
  }

  /// Lets go of the oldest full ones above what the numbers can bear.
  static List<Dropped> dropAbove(Connection tx, int mostFull, Instant now) throws SQLException {
    long surplus = count(tx, PictureSize.FULL) - mostFull;
    return surplus > 0 ? dropOldest(tx, PictureSize.FULL, surplus, now) : List.of();
  }

  static long count(Connection connection, PictureSize size) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select count(*) from picture where size = ?")) {
      query.setInt(1, code(size));
      try (ResultSet row = query.executeQuery()) {
        return row.getLong(1);
      }
    }
  }

  /// @return what went, neighbouring numbers of an epoch told together
  static List<Dropped> dropOldest(Connection tx, PictureSize size, long most, Instant now)
      throws SQLException {
    List<Dropped> dropped = new ArrayList<>();
    for (KeptPicture going : oldest(tx, size, most)) {
      PictureShelf.delete(tx, going.epoch(), going.seq(), going.seq());
      Dropped alone =
          new Dropped(
              Stream.SNAPSHOTS,
              going.epoch(),
              SeqRange.only(going.seq()),
              1,
              going.takenAt(),
              going.takenAt(),
              now);
      if (!dropped.isEmpty() && isNext(dropped.getLast(), alone)) {
        dropped.add(joined(dropped.removeLast(), alone));
      } else {
        dropped.add(alone);
      }
    }
    return dropped;
  }

  private static boolean isNext(Dropped before, Dropped then) {
    return before.epoch() == then.epoch() && before.range().last() + 1 == then.range().first();
  }

  private static Dropped joined(Dropped before, Dropped then) {
    return new Dropped(
        before.stream(),
        before.epoch(),
        new SeqRange(before.range().first(), then.range().last()),
        before.count() + then.count(),
        before.from(),
        then.to(),
        then.at());
  }

  private static List<KeptPicture> oldest(Connection tx, PictureSize size, long most)
      throws SQLException {
    List<KeptPicture> oldest = new ArrayList<>();
    String sql = "select " + COLUMNS + " from picture where size = ? order by id limit ?";
    try (PreparedStatement query = tx.prepareStatement(sql)) {
      query.setInt(1, code(size));
      query.setLong(2, most);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          oldest.add(read(row));
        }
      }
    }
    return oldest;
  }

  private static KeptPicture read(ResultSet row) throws SQLException {
    return new KeptPicture(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        new CameraId(row.getString(4)),
        row.getInt(5) == 0 ? PictureSize.THUMBNAIL : PictureSize.FULL,
        Instant.ofEpochMilli(row.getLong(6)),
        row.getInt(7),
        row.getInt(8),
        row.getInt(9),
        new Sha256(row.getString(10)));
  }
}
