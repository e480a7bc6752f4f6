package jp.yagura.agent.outbox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.yagura.agent.outbox.Occurrence.AlarmChanged;
import jp.yagura.agent.outbox.Occurrence.Dropped;
import jp.yagura.agent.outbox.OutboxException.Reason;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.Bytes;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.PictureSize;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All that the command center has not confirmed yet. May be used by several threads.
public final class Outbox implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  /// Years of a usual site, and little of a usual card.
  public static final long DEFAULT_MOST_BYTES = 64L << 20;

  private final OutboxFile file;
  private final Room room;
  private final InstantSource clock;
  private long epoch;
  private long lastReading;
  private long lastEvent;
  private long lastPicture;

  private Outbox(OutboxFile file, Room room, InstantSource clock) throws OutboxException {
    this.file = file;
    this.room = room;
    this.clock = clock;
    this.epoch = file.read(connection -> number(connection, "select epoch from outbox"));
    countAgain();
  }

  /// Opens the outbox in `path`, or starts a new one there with a new epoch.
  public static Outbox open(Path path, InstantSource clock) throws OutboxException {
    return open(path, clock, DEFAULT_MOST_BYTES);
  }

  /// The same with a bound of its own. A file that is damaged is set aside for whoever wants to
  // look
  /// into it, a new one is begun, and its first events say so.
  public static Outbox open(Path path, InstantSource clock, long mostBytes) throws OutboxException {
    var room = new Room(mostBytes);
    try {
      return open(OutboxFile.open(path, clock), room, clock);
    } catch (OutboxException e) {
      if (e.reason() != Reason.DAMAGED) {
        throw e;
      }
      log.error("outbox damaged, set aside and begun anew why=\"{}\"", e.getMessage());
      SetAside.move(path, clock);
      Outbox anew = open(OutboxFile.open(path, clock), room, clock);
      Instant now = clock.instant();
      anew.append(Entry.of(List.of(), List.of(trouble(true, now), trouble(false, now))));
      return anew;
    }
  }

  private static Outbox open(OutboxFile file, Room room, InstantSource clock)
      throws OutboxException {
    try {
      return new Outbox(file, room, clock);
    } catch (OutboxException e) {
      file.close();
      throw e;
    }
  }

  private static Occurrence trouble(boolean raised, Instant at) {
    return new AlarmChanged(AlarmKind.OUTBOX_TROUBLE, raised, at, Optional.empty(), 0);
  }

  /// The creation time of this outbox: numbers are unique within an epoch.
  public synchronized long epoch() {
    return epoch;
  }

  /// Commits all of `entry` or nothing. On return it is on the disk.
  ///
  /// @return the numbers its readings were given
  public synchronized Optional<SeqRange> append(Entry entry) throws OutboxException {
    long firstReading = lastReading + 1;
    int events;
    try {
      OutboxFile.Work<Integer> work = tx -> insert(tx, entry);
      events =
          entry.occurrences().isEmpty()
              ? file.inTransactionBesideReserve(work)
              : file.inTransactionWithReserve(work);
    } catch (OutboxException e) {
      countAgain();
      throw e;
    }
    lastReading += entry.readings().size();
    lastEvent += events;
    return entry.readings().isEmpty()
        ? Optional.empty()
        : Optional.of(new SeqRange(firstReading, lastReading));
  }

  /// @return how many events were written
  private int insert(Connection tx, Entry entry) throws SQLException {
    List<Occurrence> occurrences = new ArrayList<>(entry.occurrences());
    occurrences.addAll(makeRoom(tx));
    Rows.insertReadings(tx, lastReading + 1, entry.readings());
    Rows.insertEvents(tx, epoch, lastEvent + 1, occurrences);
    Rows.putNotes(tx, entry.notes());
    return occurrences.size();
  }

  private List<Dropped> makeRoom(Connection tx) throws SQLException {
    List<Dropped> dropped = room.make(tx, epoch, clock.instant());
    if (!dropped.isEmpty()) {
      Rows.keepLastSeq(tx, Stream.READINGS, lastReading);
      PictureShelf.keepLastSeq(tx, epoch, lastPicture);
      dropped.forEach(what -> log.warn("outbox full, dropped {}", what));
    }
    return dropped;
  }

  /// Commits all of these pictures or none. On return they are on the disk.
  public synchronized void keep(List<Picture> pictures) throws OutboxException {
    int events;
    try {
      events = file.inTransactionBesideReserve(tx -> insert(tx, pictures));
    } catch (OutboxException e) {
      countAgain();
      throw e;
    }
    lastPicture += pictures.size();
    lastEvent += events;
  }

  /// @return how many events were written
  private int insert(Connection tx, List<Picture> pictures) throws SQLException {
    List<Occurrence> dropped = new ArrayList<>(makeRoom(tx));
    PictureShelf.insert(tx, epoch, lastPicture + 1, pictures);
    dropped.addAll(PictureShelf.dropAbove(tx, PictureShelf.MOST_FULL, clock.instant()));
    Rows.insertEvents(tx, epoch, lastEvent + 1, dropped);
    return dropped.size();
  }

  /// The newest picture of that size whose row is not among `except`.
  public synchronized Optional<KeptPicture> newestPicture(PictureSize size, Set<Long> except)
      throws OutboxException {
    return file.read(connection -> PictureShelf.newest(connection, size, except));
  }

  /// From there on so many of its bytes, or as many as there are.
  public synchronized Bytes bytesOf(KeptPicture picture, int offset, int length)
      throws OutboxException {
    return Bytes.copyOf(
        file.read(connection -> PictureShelf.bytes(connection, picture.id(), offset, length)));
  }

  /// Whether the command center has numbers of this epoch that were never given here: this outbox
  // has
  /// come back shorter than it was.
  public synchronized boolean isBehind(DurableAck ack) {
    long highest =
        ack.alsoStored().stream().mapToLong(SeqRange::last).reduce(ack.upTo(), Math::max);
    return ack.epoch() == epoch && highest > last(ack.stream());
  }

  /// Begins a new epoch and gives everything that is kept new numbers in it, from 1 on.
  public synchronized void renumber() throws OutboxException {
    Instant now = clock.instant();
    long next = Math.max(now.toEpochMilli(), epoch + 1);
    try {
      file.inTransactionWithReserve(
          tx -> {
            Renumbering.under(tx, next);
            PictureShelf.renumber(tx, next);
            return next;
          });
      epoch = next;
    } finally {
      countAgain();
    }
    append(Entry.of(List.of(), List.of(trouble(true, now), trouble(false, now))));
    log.warn("outbox came back shorter than it was, renumbered under epoch={}", next);
  }

  /// Deletes what `ack` says is durable. An acknowledgement of another epoch is about another
  /// outbox and changes nothing; so does one of numbers that were never given.
  ///
  /// @return how many items were deleted
  public synchronized long free(DurableAck ack) throws OutboxException {
    long last = last(ack.stream());
    if (ack.epoch() != epoch || ack.upTo() > last) {
      return 0;
    }
    return file.inTransactionWithReserve(
        tx -> {
          long deleted = ack.upTo() == 0 ? 0 : delete(tx, ack.stream(), 1, ack.upTo());
          for (SeqRange range : ack.alsoStored()) {
            deleted += delete(tx, ack.stream(), range.first(), range.last());
          }
          if (deleted > 0) {
            keepLast(tx, ack.stream(), last);
          }
          return deleted;
        });
  }

  private long delete(Connection tx, Stream stream, long first, long last) throws SQLException {
    return stream == Stream.SNAPSHOTS
        ? PictureShelf.delete(tx, epoch, first, last)
        : Rows.delete(tx, stream, first, last);
  }

  private void keepLast(Connection tx, Stream stream, long last) throws SQLException {
    if (stream == Stream.SNAPSHOTS) {
      PictureShelf.keepLastSeq(tx, epoch, last);
    } else {
      Rows.keepLastSeq(tx, stream, last);
    }
  }

  /// The newest run of readings that is neither above `upTo` nor under way already, as long
  /// as one message may be.
  ///
  /// @param underWay what has been sent and not yet confirmed, in any order
  public synchronized Optional<ReadingsBatch> newestReadings(long upTo, List<SeqRange> underWay)
      throws OutboxException {
    return upTo == 0 ? Optional.empty() : newestReadings(new SeqRange(1, upTo), underWay);
  }

  /// The same of a part of the numbers only.
  public synchronized Optional<ReadingsBatch> newestReadings(
      SeqRange within, List<SeqRange> underWay) throws OutboxException {
    return file.read(connection -> ReadingsRun.newest(connection, epoch, within, underWay));
  }

  /// The event that is told next, of those not under way already: the most urgent kind first, and
  /// within a kind the oldest, so that of an alarm and its end the alarm is told first.
  public synchronized Optional<Letter> nextEvent(List<SeqRange> underWay, boolean urgentOnly)
      throws OutboxException {
    return file.read(connection -> Rows.nextEvent(connection, underWay, urgentOnly));
  }

  /// The last number given in `stream`, 0 before the first.
  public synchronized long last(Stream stream) {
    return switch (stream) {
      case READINGS -> lastReading;
      case EVENTS -> lastEvent;
      case SNAPSHOTS -> lastPicture;
    };
  }

  /// Everything that is kept here.
  public Waiting waiting() throws OutboxException {
    return waiting(List.of(), List.of());
  }

  /// What is kept here and is not under way.
  public synchronized Waiting waiting(
      List<SeqRange> readingsUnderWay, List<SeqRange> eventsUnderWay) throws OutboxException {
    return file.read(connection -> Backlog.of(connection, readingsUnderWay, eventsUnderWay));
  }

  public synchronized Map<String, String> notes() throws OutboxException {
    return file.read(Rows::notes);
  }

  @Override
  public synchronized void close() throws OutboxException {
    file.close();
  }

  // After a failed commit what we believe gives way to what the file says.
  private void countAgain() throws OutboxException {
    lastReading = file.read(connection -> Rows.lastSeq(connection, Stream.READINGS));
    lastEvent = file.read(connection -> Rows.lastSeq(connection, Stream.EVENTS));
    lastPicture = file.read(connection -> PictureShelf.lastSeq(connection, epoch));
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      return row.getLong(1);
    }
  }
}
