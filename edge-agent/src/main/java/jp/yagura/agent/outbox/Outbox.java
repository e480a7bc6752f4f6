package jp.yagura.agent.outbox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;

/// All that the command center has not confirmed yet. May be used by several threads.
public final class Outbox implements AutoCloseable {
  private final OutboxFile file;
  private final long epoch;
  private long lastReading;
  private long lastEvent;

  private Outbox(OutboxFile file) throws OutboxException {
    this.file = file;
    this.epoch = file.read(connection -> number(connection, "select epoch from outbox"));
    countAgain();
  }

  /// Opens the outbox in `path`, or starts a new one there with a new epoch.
  public static Outbox open(Path path, InstantSource clock) throws OutboxException {
    OutboxFile file = OutboxFile.open(path, clock);
    try {
      return new Outbox(file);
    } catch (OutboxException e) {
      file.close();
      throw e;
    }
  }

  /// The creation time of this outbox: numbers are unique within an epoch.
  public long epoch() {
    return epoch;
  }

  /// Commits all of `entry` or nothing. On return it is on the disk.
  ///
  /// @return the numbers its readings were given
  public synchronized Optional<SeqRange> append(Entry entry) throws OutboxException {
    long firstReading = lastReading + 1;
    long firstEvent = lastEvent + 1;
    try {
      file.inTransaction(
          tx -> {
            Rows.insertReadings(tx, firstReading, entry.readings());
            Rows.insertEvents(tx, epoch, firstEvent, entry.occurrences());
            Rows.putNotes(tx, entry.notes());
            return entry;
          });
    } catch (OutboxException e) {
      countAgain();
      throw e;
    }
    lastReading += entry.readings().size();
    lastEvent += entry.occurrences().size();
    return entry.readings().isEmpty()
        ? Optional.empty()
        : Optional.of(new SeqRange(firstReading, lastReading));
  }

  /// Deletes what `ack` says is durable. An acknowledgement of another epoch is about another
  /// outbox and changes nothing; so does one of numbers that were never given.
  ///
  /// @return how many items were deleted
  public synchronized long free(DurableAck ack) throws OutboxException {
    long last = last(ack.stream());
    boolean ours = ack.epoch() == epoch && ack.stream() != Stream.SNAPSHOTS;
    if (!ours || ack.upTo() > last) {
      return 0;
    }
    return file.inTransaction(
        tx -> {
          long deleted = ack.upTo() == 0 ? 0 : Rows.delete(tx, ack.stream(), 1, ack.upTo());
          for (SeqRange range : ack.alsoStored()) {
            deleted += Rows.delete(tx, ack.stream(), range.first(), range.last());
          }
          if (deleted > 0) {
            Rows.keepLastSeq(tx, ack.stream(), last);
          }
          return deleted;
        });
  }

  /// The newest run of readings that is neither above `upTo` nor under way already, as long
  /// as one message may be.
  ///
  /// @param underWay what has been sent and not yet confirmed, in any order
  public synchronized Optional<ReadingsBatch> newestReadings(long upTo, List<SeqRange> underWay)
      throws OutboxException {
    return file.read(connection -> ReadingsRun.newest(connection, epoch, upTo, underWay));
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
      case SNAPSHOTS -> 0;
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
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      return row.getLong(1);
    }
  }
}
