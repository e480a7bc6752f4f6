package jp.yagura.agent.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import jp.yagura.agent.clock.Stamp;
import jp.yagura.agent.outbox.Occurrence.Dropped;
import jp.yagura.agent.outbox.Redating.Time;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.wire.PictureSize;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Sha256;
import jp.yagura.shared.wire.Stream;

/// The table of pictures that nobody has confirmed: its SQL. A row says its own epoch and number;
/// what is confirmed goes, for pictures are too large for an archive on a card.
///
/// The table is made beside the numbered formats, so an outbox that was full when it was opened may
/// do without it until there is room.
final class PictureShelf {

  /// Small pictures overtake full ones, so each full one that waits is a hole in the numbers that
  /// the command center keeps track of; it does so of 256.
  static final int MOST_FULL = 128;

  // A number in `since_boot` says that the clock was not sure when the picture was taken.
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
      jpeg     blob    not null,
      since_boot integer)
    """,
    "create unique index if not exists picture_number on picture (epoch, seq)",
    "create index if not exists picture_order on picture (size)",
  };

  private static final String COLUMNS =
      "id, epoch, seq, camera, size, taken_at, width, height, bytes, sha256";

  private PictureShelf() {}

  static void createUnlessThere(Statement statement) throws SQLException {
    for (String sql : TABLES) {
      statement.execute(sql);
    }
  }

  private static boolean isThere(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("select 1 from sqlite_schema where name = 'picture'");
        ResultSet row = query.executeQuery()) {
      return row.next();
    }
  }

  /// @param stamp how their time was told
  /// @param truly the offset of this boot, once it is known
  static void insert(
      Connection tx,
      long epoch,
      long firstSeq,
      List<Picture> pictures,
      Stamp stamp,
      OptionalLong truly)
      throws SQLException {
    if (!isThere(tx)) {
      try (Statement statement = tx.createStatement()) {
        createUnlessThere(statement);
      }
    }
    try (PreparedStatement insert =
        tx.prepareStatement("insert into picture values (null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      long seq = firstSeq;
      for (Picture picture : pictures) {
        insert.setLong(1, epoch);
        insert.setLong(2, seq++);
        insert.setString(3, picture.camera().value());
        insert.setInt(4, code(picture.size()));
        Time time = Redating.place(picture.takenAt(), stamp, truly);
        insert.setLong(5, time.at());
        insert.setInt(6, picture.width());
        insert.setInt(7, picture.height());
        insert.setInt(8, picture.jpeg().length);
        insert.setString(9, Sha256.of(picture.jpeg()).hex());
        insert.setBytes(10, picture.jpeg());
        if (time.dating() == DatingCode.UNSURE) {
          insert.setLong(11, time.sinceBoot());
        } else {
          insert.setNull(11, Types.INTEGER);
        }
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
    if (!isThere(connection)) {
      return Optional.empty();
    }
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

  static long delete(Connection tx, long epoch, SeqRange numbers) throws SQLException {
    if (!isThere(tx)) {
      return 0;
    }
    try (PreparedStatement delete =
        tx.prepareStatement("delete from picture where epoch = ? and seq between ? and ?")) {
      delete.setLong(1, epoch);
      delete.setLong(2, numbers.first());
      delete.setLong(3, numbers.last());
      return delete.executeUpdate();
    }
  }

  /// The last number of that epoch that is there.
  static long lastSeq(Connection connection, long epoch) throws SQLException {
    if (!isThere(connection)) {
      return 0;
    }
    try (PreparedStatement query =
        connection.prepareStatement("select ifnull(max(seq), 0) from picture where epoch = ?")) {
      query.setLong(1, epoch);
      try (ResultSet row = query.executeQuery()) {
        return row.getLong(1);
      }
    }
  }

  /// Whether any picture of these epochs waits for the true time.
  static boolean isAnyUnsure(Connection connection, List<Long> epochs) throws SQLException {
    if (!isThere(connection)) {
      return false;
    }
    String sql = "select 1 from picture where since_boot is not null and epoch in (%s) limit 1";
    try (PreparedStatement query = connection.prepareStatement(sql.formatted(listed(epochs)));
        ResultSet row = query.executeQuery()) {
      return row.next();
    }
  }

  /// @param truly the offset of this boot
  /// @return how many pictures have the right time now
  static long correct(Connection tx, List<Long> epochs, long truly) throws SQLException {
    String sql =
        """
        update picture set taken_at = since_boot + ?, since_boot = null
         where since_boot is not null and epoch in (%s)
        """;
    try (PreparedStatement update = tx.prepareStatement(sql.formatted(listed(epochs)))) {
      update.setLong(1, truly);
      return update.executeUpdate();
    }
  }

  private static String listed(List<Long> epochs) {
    return epochs.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /// Lets go of the oldest full ones above what the numbers can bear.
  static List<Dropped> dropAbove(Connection tx, int mostFull, Instant now) throws SQLException {
    long surplus = count(tx, PictureSize.FULL) - mostFull;
    return surplus > 0 ? dropOldest(tx, PictureSize.FULL, surplus, now) : List.of();
  }

  static long count(Connection connection, PictureSize size) throws SQLException {
    if (!isThere(connection)) {
      return 0;
    }
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
      PictureShelf.delete(tx, going.epoch(), SeqRange.only(going.seq()));
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
