package jp.yagura.agent.uplink;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import jp.yagura.agent.clock.Moment;
import jp.yagura.agent.outbox.Letter;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.agent.outbox.Stretch;
import jp.yagura.agent.outbox.Waiting;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.DownMessage.SnapshotHave;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.shared.wire.UpMessage.Status;

/// The rule of custody. Decides what is sent next and knows what is under way; forgets that, and
/// sends it again, when the line breaks before the broker answered or when the command center stays
/// silent for too long.
///
/// Each line has one of its own; what is durable is told to all of them.
///
/// All of it is memory only: after a restart everything in the outbox is sent anew, and duplicates
/// are harmless.
final class Custody {

  /// Readings and pictures that the broker has not answered for may take so many bytes. Small,
  /// because an alarm has to wait for what is already in the line: 16 KiB are two seconds of a
  /// 64 kbit/s link, and still fill it at 700 ms round trip.
  private static final int WINDOW_BYTES = 16 * 1024;

  /// ... and so many messages, well below the 20 that brokers commonly allow.
  private static final int WINDOW_MESSAGES = 8;

  /// So many messages may wait for the command center.
  private static final int UNCONFIRMED_READINGS = 64;

  /// ... and so many events; an urgent one goes in any case.
  private static final int UNCONFIRMED_EVENTS = 8;

  /// Silence of the command center doubles its patience up to so many times, for a center that is
  /// down should not cost a satellite link the same bytes every half minute.
  private static final int MOST_DOUBLINGS = 4;

  /// So few readings take a status along, and need no ack of their own; more of them are a backlog.
  private static final int FEW_READINGS = 64;

  private final Outbox outbox;
  private final InstantSource steady;
  private final Duration resendAfter;
  private final List<Flight> flights = new ArrayList<>();
  private int doublings;
  private Duration ackEvery = Duration.ZERO;
  private Instant nextAsk;
  private Instant answeredAt;
  private final PictureCourier pictures;
  private long releasedUpTo;
  private long freshAbove;
  private List<SeqRange> wanted = List.of();
  private long knownWhenWanted;

  /// @param steady a clock that only ever runs forward
  Custody(Outbox outbox, InstantSource steady, Duration resendAfter) {
    this.outbox = outbox;
    this.steady = steady;
    this.resendAfter = resendAfter;
    this.pictures = new PictureCourier(outbox, steady);
    this.nextAsk = steady.instant();
    this.answeredAt = nextAsk;
  }

  /// A new line is up.
  ///
  /// @param ackEvery how long readings may go without asking for an ack, where its bytes are dear
  void lineIsUp(Duration ackEvery) {
    this.ackEvery = ackEvery;
    nextAsk = steady.instant();
    answeredAt = steady.instant();
    doublings = 0;
  }

  /// Takes over from the line that was used before. What its broker has taken may be on its way to
  /// the command center; what it has not answered for was lost with it. Of events nobody waits to
  /// find out: that broker may have died with them.
  void takeOver(Custody before) {
    before.flights.stream().filter(of(Stream.READINGS).and(Flight::taken)).forEach(flights::add);
    pictures.takeOver(before.pictures);
    wanted = before.wanted;
    knownWhenWanted = before.knownWhenWanted;
  }

  /// No readings go but those that are wanted.
  void hold() {
    releasedUpTo = 0;
  }

  long presentEpoch() {
    return outbox.epoch();
  }

  /// Readings committed until now may be sent. Called once per sending interval, so that they
  /// travel in batches. Those of this interval are fresh; after a break not more of them than tell
  /// how it is now.
  void release() {
    long last = outbox.last(Stream.READINGS);
    freshAbove = Math.max(releasedUpTo, last - FEW_READINGS);
    releasedUpTo = last;
  }

  /// Which pictures may go beside all else, from now on.
  void carries(PicturesToo which) {
    pictures.carries(which);
  }

  /// The most valuable letter that may go now. It counts as under way from here on.
  ///
  /// @param bulkToo whether there is a place in the line for readings, or only for an alarm
  /// @param status what a few readings may take along
  Optional<Outgoing> next(boolean bulkToo, Optional<Status> status) throws OutboxException {
    Optional<Outgoing> next = Value.first(bulkToo, value -> next(value, status));
    next.filter(outgoing -> outgoing.letter().stream() != Stream.SNAPSHOTS)
        .ifPresent(this::noteFlight);
    return next;
  }

  private Optional<Outgoing> next(Value value, Optional<Status> status) throws OutboxException {
    if (value != Value.ALARM && windowIsFull()) {
      return Optional.empty();
    }
    return switch (value) {
      case ALARM -> nextEvent().map(Custody::plain);
      case FRESH_READINGS -> nextFresh().map(stretch -> outgoing(stretch, status));
      case THUMBNAIL -> pictures.nextThumbnail().map(Custody::plain);
      case BACKLOG_READINGS -> nextReadings().map(stretch -> outgoing(stretch, status));
      case FULL_PICTURE -> pictures.nextOfFull().map(Custody::plain);
    };
  }

  private static Outgoing plain(Letter letter) {
    return new Outgoing(letter, false, false);
  }

  private void noteFlight(Outgoing outgoing) {
    Letter letter = outgoing.letter();
    Duration grace = outgoing.ackCanWait() ? ackEvery : Duration.ZERO;
    flights.add(
        new Flight(
            letter.stream(),
            letter.range(),
            letter.payload().length,
            steady.instant(),
            grace,
            false));
  }

  private Outgoing outgoing(Stretch stretch, Optional<Status> status) {
    ReadingsBatch batch = stretch.batch();
    boolean few = batch.readings().size() <= FEW_READINGS;
    boolean canWait =
        few && steady.instant().isBefore(nextAsk) && flights.size() < UNCONFIRMED_READINGS / 2;
    if (!canWait) {
      nextAsk = steady.instant().plus(ackEvery);
    }
    Optional<Status> along =
        few ? status.map(now -> now.besides(batch.readings().size())) : Optional.empty();
    Letter letter =
        Letter.of(
            stretch.ids(),
            new ReadingsBatch(
                batch.epoch(), batch.firstSeq(), batch.readings(), along, canWait, batch.dating()));
    return new Outgoing(letter, along.isPresent(), canWait);
  }

  private Optional<Letter> nextEvent() throws OutboxException {
    List<SeqRange> underWay = underWay(Stream.EVENTS);
    return outbox.nextEvent(underWay, underWay.size() >= UNCONFIRMED_EVENTS);
  }

  /// One message takes fresh ones and older ones along, unless a thumbnail is to go in between.
  private Optional<Stretch> nextFresh() throws OutboxException {
    if (!pictures.thumbnailWaits()) {
      return nextReadings();
    }
    return tooManyUnconfirmed() || freshAbove >= releasedUpTo
        ? Optional.empty()
        : outbox.newestReadings(
            new SeqRange(freshAbove + 1, releasedUpTo), underWay(Stream.READINGS));
  }

  private Optional<Stretch> nextReadings() throws OutboxException {
    return tooManyUnconfirmed() ? Optional.empty() : newestReadings(underWay(Stream.READINGS));
  }

  private boolean tooManyUnconfirmed() {
    return flights.stream().filter(of(Stream.READINGS)).count() >= UNCONFIRMED_READINGS;
  }

  private boolean windowIsFull() {
    List<Flight> unanswered =
        flights.stream().filter(of(Stream.READINGS)).filter(flight -> !flight.taken()).toList();
    int bytes = unanswered.stream().mapToInt(Flight::bytes).sum() + pictures.bytesUnderWay();
    return unanswered.size() >= WINDOW_MESSAGES || bytes >= WINDOW_BYTES;
  }

  /// What is asked for stands in line before the backlog, and behind what was measured since.
  private Optional<Stretch> newestReadings(List<SeqRange> underWay) throws OutboxException {
    if (!wanted.isEmpty() && releasedUpTo > knownWhenWanted) {
      Optional<Stretch> fresh =
          outbox.newestReadings(new SeqRange(knownWhenWanted + 1, releasedUpTo), underWay);
      if (fresh.isPresent()) {
        return fresh;
      }
    }
    for (SeqRange range : wanted.reversed()) {
      Optional<Stretch> asked = outbox.newestReadings(range, underWay);
      if (asked.isPresent()) {
        return asked;
      }
    }
    wanted = wanted.stream().filter(range -> !outbox.isSettled(Stream.READINGS, range)).toList();
    return outbox.newestReadings(releasedUpTo, underWay);
  }

  /// Headquarters wants what was observed in that span, whatever the road costs.
  ///
  /// @return how many stretches of it are still owed
  int want(Instant from, Instant to) throws OutboxException {
    List<SeqRange> more = new ArrayList<>(wanted);
    more.addAll(outbox.observed(from, to));
    wanted = List.copyOf(more);
    knownWhenWanted = outbox.last(Stream.READINGS);
    return wanted.size();
  }

  /// The ids of readings that headquarters has asked for: nothing may hold them back.
  List<SeqRange> wanted() {
    return wanted;
  }

  /// What is neither under way nor confirmed: it has never been sent, or in vain.
  Waiting waiting() throws OutboxException {
    return outbox.waiting(underWay(Stream.READINGS), underWay(Stream.EVENTS));
  }

  /// The broker has answered for a letter. That makes room in the line; the outbox keeps what it
  /// has.
  void takenByBroker(Stream stream, SeqRange range) {
    if (stream == Stream.SNAPSHOTS) {
      pictures.answered(range);
    }
    answered(stream, range, Flight::takenByBroker);
  }

  /// The broker does not want a letter now. It is sent again after the usual patience, and not at
  /// once: who refuses has a reason, such as too much to do.
  void refusedByBroker(Stream stream, SeqRange range) {
    if (stream == Stream.SNAPSHOTS) {
      pictures.refused(range);
    }
    answered(stream, range, Flight::refusedByBroker);
  }

  private void answered(Stream stream, SeqRange range, UnaryOperator<Flight> then) {
    answeredAt = steady.instant();
    flights.replaceAll(
        flight ->
            flight.stream() == stream && flight.range().equals(range)
                ? then.apply(flight)
                : flight);
  }

  /// The command center has it on its disk: now, and only now, the outbox owes it no more.
  ///
  /// @return how many items were confirmed
  long durable(DurableAck ack) throws OutboxException {
    long freed = outbox.free(ack);
    doublings = 0;
    if (ack.stream() == Stream.SNAPSHOTS) {
      pictures.durable(ack);
      return freed;
    }
    flights.removeIf(
        of(ack.stream()).and(flight -> outbox.isSettled(flight.stream(), flight.range())));
    return freed;
  }

  /// The command center says what it has of a picture that was offered.
  void has(SnapshotHave have) {
    pictures.has(have);
  }

  /// When somebody should look again, although nothing happens.
  Optional<Instant> lookAgainAt() {
    return pictures.lookAgainAt();
  }

  /// The command center asks for these numbers again: they count as not sent, and not confirmed.
  void sendAgain(long epoch, Stream stream, SeqRange numbers, Moment now) throws OutboxException {
    if (stream == Stream.SNAPSHOTS) {
      pictures.sendAgain(epoch, numbers);
    }
    List<SeqRange> ids = outbox.askedAgain(epoch, stream, numbers, now);
    flights.removeIf(
        of(stream)
            .and(
                flight ->
                    ids.stream()
                        .anyMatch(
                            range ->
                                flight.range().first() <= range.last()
                                    && range.first() <= flight.range().last())));
  }

  /// Gives up waiting for the command center where it has been silent for too long.
  ///
  /// @return how many letters will be sent again
  int expire() {
    Duration patience = resendAfter.multipliedBy(1L << doublings);
    int before = flights.size();
    flights.removeIf(
        flight -> flight.taken() && isOlderThan(flight, patience.plus(flight.grace())));
    int expired = before - flights.size() + pictures.expire(patience);
    if (expired > 0) {
      nextAsk = steady.instant();
      doublings = Math.min(doublings + 1, MOST_DOUBLINGS);
    }
    return expired;
  }

  /// Whether the broker has left letters without any answer for so long that the line must be dead.
  /// One that answers slowly is not.
  boolean brokerIsSilent() {
    boolean answered = answeredAt.plus(resendAfter).isAfter(steady.instant());
    return !answered
        && (pictures.waitsSince(steady.instant().minus(resendAfter))
            || flights.stream()
                .anyMatch(flight -> !flight.taken() && isOlderThan(flight, resendAfter)));
  }

  /// Whether every letter has been answered for by the broker.
  boolean lineIsEmpty() {
    return pictures.lineIsEmpty() && flights.stream().allMatch(Flight::taken);
  }

  private boolean isOlderThan(Flight flight, Duration age) {
    return Duration.between(flight.sentAt(), steady.instant()).compareTo(age) >= 0;
  }

  private List<SeqRange> underWay(Stream stream) {
    return flights.stream().filter(of(stream)).map(Flight::range).toList();
  }

  private static Predicate<Flight> of(Stream stream) {
    return flight -> flight.stream() == stream;
  }
}
