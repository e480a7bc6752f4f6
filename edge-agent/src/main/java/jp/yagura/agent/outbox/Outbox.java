package jp.yagura.agent.outbox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import jp.yagura.agent.clock.Boot;
import jp.yagura.agent.clock.Moment;
import jp.yagura.agent.clock.Past;
import jp.yagura.agent.clock.Stamp;
import jp.yagura.agent.outbox.Occurrence.AlarmChanged;
import jp.yagura.agent.outbox.Occurrence.Dropped;
import jp.yagura.agent.outbox.OutboxException.Reason;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.Bytes;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.PictureSize;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.SeqRanges;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.Tail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All that the command center has not confirmed yet, and for a while what it has. May be used by
/// several threads.
///
/// Rows are spoken of by their ids, which go on across runs; epochs and numbers are for the wire.
/// Pictures lie on a shelf of their own, where each row says its epoch and number itself.
public final class Outbox implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  /// Years of a usual site, and little of a usual card.
  public static final long DEFAULT_MOST_BYTES = 64L << 20;

  private final OutboxFile file;
  private final Room room;
  private final InstantSource clock;
  private final Boot boot;
  private final Past past;
  private Runs runs;
  private Settled settled;
  private long lastReading;
  private long lastEvent;
  private long lastPicture; // a number, not an id: counted from 1 by each run
  private OptionalLong truly = OptionalLong.empty();
  private List<Run> untold = List.of();

  private Outbox(OutboxFile file, Room room, InstantSource clock, Boot boot, RandomGenerator dice)
      throws OutboxException {
    this.file = file;
    this.room = room;
    this.clock = clock;
    this.boot = boot;
    this.settled = file.read(Settled::load);
    countRows();
    this.past = file.read(connection -> Pasts.read(connection, boot));
    this.runs = begin(dice);
  }

  /// Opens the outbox in `path`, or starts a new one there. Whoever opens it begins a new epoch.
  public static Outbox open(Path path, InstantSource clock) throws OutboxException {
    return open(path, clock, DEFAULT_MOST_BYTES);
  }

  public static Outbox open(Path path, InstantSource clock, long mostBytes) throws OutboxException {
    return open(path, clock, Keep.atMost(mostBytes), Boot.unnamed(), RandomGenerator.getDefault());
  }

  /// The same with bounds of its own. A file that is damaged is set aside for whoever wants to look
  /// into it, a new one is begun, and its first events say so.
  ///
  /// @param clock as the machine believes it to be
  /// @param dice so that a box whose clock stands still does not begin one epoch twice
  public static Outbox open(
      Path path, InstantSource clock, Keep keep, Boot boot, RandomGenerator dice)
      throws OutboxException {
    var room = new Room(keep);
    try {
      return open(OutboxFile.open(path, clock), room, clock, boot, dice);
    } catch (OutboxException e) {
      if (e.reason() != Reason.DAMAGED) {
        throw e;
      }
      log.error("outbox damaged, set aside and begun anew why=\"{}\"", e.getMessage());
      SetAside.move(path, clock);
      Outbox anew = open(OutboxFile.open(path, clock), room, clock, boot, dice);
      Instant now = clock.instant();
      Stamp unsure = new Stamp(now.toEpochMilli() - boot.now(), false);
      anew.append(
          Entry.of(List.of(), List.of(trouble(true, now), trouble(false, now))).stamped(unsure));
      return anew;
    }
  }

  private static Outbox open(
      OutboxFile file, Room room, InstantSource clock, Boot boot, RandomGenerator dice)
      throws OutboxException {
    try {
      return new Outbox(file, room, clock, boot, dice);
    } catch (OutboxException e) {
      file.close();
      throw e;
    }
  }

  private static Occurrence trouble(boolean raised, Instant at) {
    return new AlarmChanged(AlarmKind.OUTBOX_TROUBLE, raised, at, Optional.empty(), 0);
  }

  private Runs begin(RandomGenerator dice) throws OutboxException {
    Runs known = file.read(Runs::load);
    long last = known.all().isEmpty() ? 0 : known.present().epoch();
    long epoch = Epochs.after(last, clock.millis(), dice);
    try {
      return file.inTransactionWithReserve(
          tx -> Runs.begin(tx, epoch, boot.id(), lastReading, lastEvent));
    } catch (OutboxException e) {
      if (e.reason() != Reason.FULL) {
        throw e;
      }
      // What is kept can be sent all the same. The run is written down with its first row.
      Run begun = Runs.begun(epoch, boot.id(), lastReading, lastEvent);
      untold = List.of(begun);
      return known.followedBy(begun, lastReading, lastEvent);
    }
  }

  /// That of this start.
  public synchronized long epoch() {
    return runs.present().epoch();
  }

  /// What it knew of the time when it was opened.
  public Past past() {
    return past;
  }

  /// Commits all of `entry` or nothing. On return it is on the disk.
  ///
  /// @return the ids its readings were given
  public synchronized Optional<SeqRange> append(Entry entry) throws OutboxException {
    long firstReading = lastReading + 1;
    Inserted inserted;
    try {
      OutboxFile.Work<Inserted> work = tx -> insert(tx, entry);
      inserted =
          entry.occurrences().isEmpty()
              ? file.inTransactionBesideReserve(work)
              : file.inTransactionWithReserve(work);
    } catch (OutboxException e) {
      countAgain();
      throw e;
    }
    runs = inserted.runs();
    settled = inserted.settled();
    untold = List.of();
    lastReading += entry.readings().size();
    lastEvent += inserted.events();
    return entry.readings().isEmpty()
        ? Optional.empty()
        : Optional.of(new SeqRange(firstReading, lastReading));
  }

  private record Inserted(Runs runs, Settled settled, int events) {}

  private Inserted insert(Connection tx, Entry entry) throws SQLException {
    for (Run run : untold) {
      Runs.begin(tx, run.epoch(), run.boot(), lastReading, lastEvent);
    }
    List<Dropped> dropped = room.make(tx, runs, settled, timeOf(entry));
    Settled then = withoutDropped(tx, dropped);
    Runs after = shiftedFor(tx, entry.stamp());
    List<Occurrence> occurrences = new ArrayList<>(entry.occurrences());
    occurrences.addAll(dropped);
    Rows.insertReadings(tx, lastReading + 1, entry.readings(), entry.stamp(), truly);
    Events.insert(tx, after.present(), lastEvent + 1, occurrences, entry.stamp(), truly);
    Rows.putNotes(tx, entry.notes());
    return new Inserted(after, then, occurrences.size());
  }

  /// Nobody is owed what had to go.
  private Settled withoutDropped(Connection tx, List<Dropped> dropped) throws SQLException {
    dropped.forEach(what -> log.warn("outbox full, dropped {}", what));
    List<SeqRange> readings = readingsAmong(dropped);
    if (readings.isEmpty()) {
      return settled;
    }
    Rows.keepLastId(tx, Stream.READINGS, lastReading);
    Settled then = settled.with(Stream.READINGS, settled.readings().with(readings));
    then.save(tx, settled);
    return then;
  }

  private List<SeqRange> readingsAmong(List<Dropped> dropped) {
    return dropped.stream()
        .filter(what -> what.stream() == Stream.READINGS)
        .map(
            what -> {
              Run run = runs.ofEpoch(what.epoch()).orElseThrow();
              return new SeqRange(
                  run.id(what.stream(), what.range().first()),
                  run.id(what.stream(), what.range().last()));
            })
        .toList();
  }

  /// What was dated before the true time was known and comes in after.
  private Runs shiftedFor(Connection tx, Stamp stamp) throws SQLException {
    if (stamp.sure() || truly.isEmpty()) {
      return runs;
    }
    long shift = truly.getAsLong() - stamp.offset();
    if (!Redating.moves(shift) || runs.present().shift() != 0) {
      return runs;
    }
    Run shifted = runs.present().shiftedBy(shift);
    Runs.put(tx, shifted);
    return runs.with(shifted);
  }

  /// Commits all of these pictures of one moment or none. On return they are on the disk.
  ///
  /// @param stamp how their time was told
  public synchronized void keep(List<Picture> pictures, Stamp stamp) throws OutboxException {
    Inserted inserted;
    try {
      inserted = file.inTransactionBesideReserve(tx -> insert(tx, pictures, stamp));
    } catch (OutboxException e) {
      countAgain();
      throw e;
    }
    runs = inserted.runs();
    settled = inserted.settled();
    untold = List.of();
    lastPicture += pictures.size();
    lastEvent += inserted.events();
  }

  private Inserted insert(Connection tx, List<Picture> pictures, Stamp stamp) throws SQLException {
    for (Run run : untold) {
      Runs.begin(tx, run.epoch(), run.boot(), lastReading, lastEvent);
    }
    Instant now = pictures.getLast().takenAt();
    List<Dropped> dropped = new ArrayList<>(room.make(tx, runs, settled, now));
    Settled then = withoutDropped(tx, dropped);
    Runs after = shiftedFor(tx, stamp);
    PictureShelf.insert(tx, epoch(), lastPicture + 1, pictures, stamp, truly);
    dropped.addAll(PictureShelf.dropAbove(tx, PictureShelf.MOST_FULL, now));
    Events.insert(tx, after.present(), lastEvent + 1, dropped, stamp, truly);
    return new Inserted(after, then, dropped.size());
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

  private Instant timeOf(Entry entry) {
    if (!entry.readings().isEmpty()) {
      return entry.readings().getLast().observedAt();
    }
    return entry.occurrences().isEmpty() ? clock.instant() : entry.occurrences().getLast().at();
  }

  /// Settles what `ack` says is durable: it is not sent any more, and stays for as long as there is
  /// room. Of an epoch that this outbox does not know, and of numbers of the present one that were
  /// never given, it says nothing. Pictures go at once: they are too large for an archive.
  ///
  /// @return how many items were settled
  public synchronized long free(DurableAck ack) throws OutboxException {
    return ack.stream() == Stream.SNAPSHOTS ? freePictures(ack) : freeRows(ack);
  }

  private long freePictures(DurableAck ack) throws OutboxException {
    if (ack.epoch() == epoch() && highest(ack) > lastPicture) {
      return 0;
    }
    List<SeqRange> numbers = new ArrayList<>(ack.alsoStored());
    if (ack.upTo() > 0) {
      numbers.add(new SeqRange(1, ack.upTo()));
    }
    return file.inTransactionWithReserve(
        tx -> {
          long deleted = 0;
          for (SeqRange range : numbers) {
            deleted += PictureShelf.delete(tx, ack.epoch(), range);
          }
          return deleted;
        });
  }

  private long freeRows(DurableAck ack) throws OutboxException {
    Optional<Run> run = runs.ofEpoch(ack.epoch());
    SeqRanges stored = ack.stored();
    if (run.isEmpty() || (runs.isPresent(run.get()) && goesTooFar(run.get(), ack))) {
      return 0;
    }
    Ranges before = settled.of(ack.stream());
    List<SeqRange> ids = new ArrayList<>();
    if (stored.upTo() > 0) {
      Runs.given(run.get(), ack.stream(), new SeqRange(1, stored.upTo()), last(ack.stream()))
          .ifPresent(ids::add);
    }
    for (SeqRange range : stored.above()) {
      Runs.given(run.get(), ack.stream(), range, last(ack.stream())).ifPresent(ids::add);
    }
    List<SeqRange> news =
        ids.stream().flatMap(r -> before.gaps(r.first(), r.last()).stream()).toList();
    if (news.isEmpty()) {
      return 0;
    }
    Settled then = settled.with(ack.stream(), before.with(news));
    long freed =
        file.inTransactionWithReserve(
            tx -> {
              then.save(tx, settled);
              return Rows.count(tx, ack.stream(), news);
            });
    settled = then;
    return freed;
  }

  private boolean goesTooFar(Run run, DurableAck ack) {
    return highest(ack) > run.seq(ack.stream(), last(ack.stream()));
  }

  private static long highest(DurableAck ack) {
    return ack.alsoStored().stream().mapToLong(SeqRange::last).reduce(ack.upTo(), Math::max);
  }

  /// The command center asks for these numbers again. What is still there is owed again; of what is
  /// not, it is told so, lest it wait for ever.
  ///
  /// @return the ids that are to be sent
  public synchronized List<SeqRange> askedAgain(
      long epoch, Stream stream, SeqRange numbers, Moment now) throws OutboxException {
    if (stream == Stream.SNAPSHOTS) {
      return List.of();
    }
    Request request =
        file.read(
            connection ->
                Request.look(connection, runs, epoch, stream, numbers, last(stream), now.at()));
    Ranges owed = settled.of(stream);
    for (SeqRange range : request.there()) {
      owed = owed.without(range);
    }
    Settled then = settled.with(stream, owed);
    file.inTransactionWithReserve(
        tx -> {
          then.save(tx, settled);
          return then;
        });
    settled = then;
    if (!request.gone().isEmpty()) {
      append(Entry.of(List.of(), request.gone()).stamped(now.stamp()));
    }
    return request.there();
  }

  /// Which readings that nobody has confirmed were observed in that span.
  public synchronized List<SeqRange> observed(Instant from, Instant to) throws OutboxException {
    List<SeqRange> unsettled = settled.readings().gaps(1, lastReading);
    return file.read(
        connection -> {
          List<SeqRange> found = new ArrayList<>();
          for (SeqRange range : unsettled) {
            found.addAll(Rows.observed(connection, range, from, to).asList());
          }
          return found;
        });
  }

  /// The true time has become known. What was dated without it in this boot, and is still owed, is
  /// put right, a part at a time.
  ///
  /// @param offset what the true time is ahead of the time since boot, in ms
  /// @return how many rows were looked at
  public long trueTimeIs(long offset) throws OutboxException {
    long all = correctPictures(offset);
    while (true) {
      long some = correctSome(offset);
      all += some;
      if (some == 0) {
        return all;
      }
    }
  }

  /// Few enough for one transaction.
  private synchronized long correctPictures(long offset) throws OutboxException {
    List<Long> epochs =
        runs.all().stream().filter(run -> run.boot().equals(boot.id())).map(Run::epoch).toList();
    boolean any = file.read(connection -> PictureShelf.isAnyUnsure(connection, epochs));
    return any ? file.inTransactionWithReserve(tx -> PictureShelf.correct(tx, epochs, offset)) : 0;
  }

  private synchronized long correctSome(long offset) throws OutboxException {
    truly = OptionalLong.of(offset);
    for (Run run : runs.all()) {
      for (Stream stream : List.of(Stream.READINGS, Stream.EVENTS)) {
        if (run.boot().equals(boot.id())) {
          long done = correctSome(run, stream, offset);
          if (done > 0) {
            return done;
          }
        }
      }
    }
    return 0;
  }

  private long correctSome(Run run, Stream stream, long offset) throws OutboxException {
    long end = Math.min(run.ids(stream).last(), last(stream));
    List<SeqRange> owed = settled.of(stream).gaps(run.ids(stream).first(), end);
    String table = Rows.table(stream);
    OptionalLong shift = file.read(connection -> Redating.shift(connection, table, owed, offset));
    if (shift.isEmpty()) {
      return 0;
    }
    Run shifted =
        run.shift() == 0 && Redating.moves(shift.getAsLong())
            ? run.shiftedBy(shift.getAsLong())
            : run;
    long done =
        file.inTransactionWithReserve(
            tx -> {
              if (!shifted.equals(run)) {
                Runs.put(tx, shifted);
              }
              return Redating.correct(tx, table, owed, offset, shift.getAsLong());
            });
    runs = runs.with(shifted);
    return done;
  }

  /// Lets go of what has been confirmed and kept for long enough, and notes the time for the next
  /// start. Only for those who know the time.
  public synchronized void forgetAged(Instant now) throws OutboxException {
    boolean done =
        file.inTransactionWithReserve(
            tx -> {
              Rows.keepLastId(tx, Stream.READINGS, lastReading);
              Rows.keepLastId(tx, Stream.EVENTS, lastEvent);
              Pasts.note(tx, now);
              return room.forgetAged(tx, settled, now);
            });
    log.debug("aged rows forgotten all={}", done);
  }

  /// The newest readings that can go in one message, are not above the id `upTo` and not under way
  /// already.
  ///
  /// @param underWay what has been sent and not yet confirmed, in any order
  public Optional<Stretch> newestReadings(long upTo, List<SeqRange> underWay)
      throws OutboxException {
    return upTo == 0 ? Optional.empty() : newestReadings(new SeqRange(1, upTo), underWay);
  }

  public synchronized Optional<Stretch> newestReadings(SeqRange within, List<SeqRange> underWay)
      throws OutboxException {
    Ranges taken = settled.readings().with(underWay);
    return file.read(connection -> ReadingsRun.newest(connection, runs, within, taken));
  }

  /// Whether nothing of these rows is owed any more.
  public synchronized boolean isSettled(Stream stream, SeqRange ids) {
    return settled.of(stream).contains(ids);
  }

  /// The event that is told next, of those not under way already: the most urgent kind first, and
  /// within a kind the oldest, so that of an alarm and its end the alarm is told first.
  public synchronized Optional<Letter> nextEvent(List<SeqRange> underWay, boolean urgentOnly)
      throws OutboxException {
    List<SeqRange> free = settled.events().with(underWay).gaps(1, lastEvent);
    return file.read(connection -> Events.next(connection, runs, boot, free, urgentOnly));
  }

  /// The last id given in `stream`, 0 before the first; of pictures the last number of this run.
  public synchronized long last(Stream stream) {
    return switch (stream) {
      case READINGS -> lastReading;
      case EVENTS -> lastEvent;
      case SNAPSHOTS -> lastPicture;
    };
  }

  /// How far the numbers of the present run, and of those of which something is kept, go; the
  /// newest first.
  public synchronized List<Tail> tails() {
    return Tails.of(runs, settled, lastReading, lastEvent);
  }

  /// Everything that is owed here.
  public Waiting waiting() throws OutboxException {
    return waiting(List.of(), List.of());
  }

  /// What is owed here and is not under way.
  public synchronized Waiting waiting(
      List<SeqRange> readingsUnderWay, List<SeqRange> eventsUnderWay) throws OutboxException {
    List<SeqRange> readings = settled.readings().with(readingsUnderWay).gaps(1, lastReading);
    List<SeqRange> events = settled.events().with(eventsUnderWay).gaps(1, lastEvent);
    return file.read(connection -> Backlog.of(connection, readings, events));
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
    countRows();
    long there = file.read(connection -> PictureShelf.lastSeq(connection, epoch()));
    lastPicture = Math.max(lastPicture, there); // what was given may be confirmed and gone
  }

  private void countRows() throws OutboxException {
    lastReading = file.read(connection -> Rows.lastId(connection, Stream.READINGS));
    lastEvent = file.read(connection -> Rows.lastId(connection, Stream.EVENTS));
  }
}
