package jp.yagura.agent.uplink;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.yagura.agent.outbox.KeptPicture;
import jp.yagura.agent.outbox.Letter;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.shared.wire.Bytes;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.DownMessage.SnapshotHave;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.PictureSize;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage.SnapshotChunk;
import jp.yagura.shared.wire.Wire;

/// Carries pictures: a small one whole in one letter, of full ones one at a time in small pieces. A
/// full one is offered first, and goes on from where the command center has it. All of it is memory
/// only: a new line begins with an offer again, and the answer to it saves the bytes.
final class PictureCourier {

  /// Half a second of a 64 kbit/s link: so long an alarm waits for a piece at most.
  static final int PIECE_BYTES = 4 * 1024;

  /// The command center answers offers from memory; one that is silent for so long has not heard.
  static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);

  /// So many pictures may wait for the command center.
  private static final int UNCONFIRMED = 32;

  /// A full picture on its way.
  ///
  /// @param asked when it was offered, until there is an answer
  private record Transfer(KeptPicture picture, int offset, Optional<Instant> asked) {}

  /// A letter that the broker has not answered for.
  private record Posted(long id, int bytes, Instant at) {}

  /// A picture that is sent whole and not confirmed.
  private record Sent(KeptPicture picture, Instant at) {}

  private final Outbox outbox;
  private final InstantSource steady;
  private final Deque<Posted> unanswered = new ArrayDeque<>();
  private final Map<Long, Sent> sent = new LinkedHashMap<>();
  private Optional<Transfer> transfer = Optional.empty();
  private PicturesToo pictures = PicturesToo.ALL;

  PictureCourier(Outbox outbox, InstantSource steady) {
    this.outbox = outbox;
    this.steady = steady;
  }

  /// Which pictures the line may carry from now on.
  void carries(PicturesToo which) {
    pictures = which;
  }

  /// Takes over from the line that was used before: what its broker has taken may be on its way to
  /// the command center.
  void takeOver(PictureCourier before) {
    before.sent.forEach(
        (id, one) -> {
          if (!before.isUnanswered(id)) {
            sent.put(id, one);
          }
        });
  }

  /// What the broker has not answered for.
  int bytesUnderWay() {
    return unanswered.stream().mapToInt(Posted::bytes).sum();
  }

  boolean thumbnailWaits() throws OutboxException {
    return pictures != PicturesToo.NONE
        && sent.size() < UNCONFIRMED
        && outbox.newestPicture(PictureSize.THUMBNAIL, underWay()).isPresent();
  }

  Optional<Letter> nextThumbnail() throws OutboxException {
    if (pictures == PicturesToo.NONE || sent.size() >= UNCONFIRMED) {
      return Optional.empty();
    }
    Optional<KeptPicture> next = outbox.newestPicture(PictureSize.THUMBNAIL, underWay());
    if (next.isEmpty()) {
      return Optional.empty();
    }
    KeptPicture picture = next.get();
    Bytes whole = outbox.bytesOf(picture, 0, picture.bytes());
    sent.put(picture.id(), new Sent(picture, steady.instant()));
    return Optional.of(
        posted(picture, Kind.SNAPSHOT_OFFER, Wire.encode(picture.offer(Optional.of(whole)))));
  }

  /// The next letter of a full picture: its offer, or a piece.
  Optional<Letter> nextOfFull() throws OutboxException {
    if (pictures != PicturesToo.ALL) {
      return Optional.empty();
    }
    if (transfer.isPresent()) {
      return transfer.get().asked().filter(this::isFresh).isPresent()
          ? Optional.empty()
          : Optional.of(nextPiece(transfer.get()));
    }
    if (sent.size() >= UNCONFIRMED) {
      return Optional.empty();
    }
    Optional<KeptPicture> next = outbox.newestPicture(PictureSize.FULL, underWay());
    next.ifPresent(
        picture -> transfer = Optional.of(new Transfer(picture, 0, Optional.of(steady.instant()))));
    return next.map(
        picture ->
            posted(picture, Kind.SNAPSHOT_OFFER, Wire.encode(picture.offer(Optional.empty()))));
  }

  private boolean isFresh(Instant asked) {
    return asked.plus(ANSWER_PATIENCE).isAfter(steady.instant());
  }

  private Letter nextPiece(Transfer now) throws OutboxException {
    KeptPicture picture = now.picture();
    Bytes piece = outbox.bytesOf(picture, now.offset(), PIECE_BYTES);
    int end = now.offset() + piece.size();
    if (end >= picture.bytes()) {
      sent.put(picture.id(), new Sent(picture, steady.instant()));
      transfer = Optional.empty();
    } else {
      transfer = Optional.of(new Transfer(picture, end, Optional.empty()));
    }
    return posted(
        picture,
        Kind.SNAPSHOT_CHUNK,
        Wire.encode(
            new SnapshotChunk(
                picture.epoch(), picture.seq(), picture.digest(), now.offset(), piece)));
  }

  private Letter posted(KeptPicture picture, Kind kind, byte[] payload) {
    unanswered.addLast(new Posted(picture.id(), payload.length, steady.instant()));
    return new Letter(Stream.SNAPSHOTS, SeqRange.only(picture.id()), kind, payload);
  }

  /// The command center says what it has of the picture that was offered.
  void has(SnapshotHave have) {
    transfer =
        transfer.map(
            now ->
                now.asked().isPresent() && isMeant(have, now.picture())
                    ? new Transfer(now.picture(), (int) have.offset(), Optional.empty())
                    : now);
  }

  private static boolean isMeant(SnapshotHave have, KeptPicture picture) {
    return have.epoch() == picture.epoch()
        && have.seq() == picture.seq()
        && have.offset() < picture.bytes();
  }

  /// When somebody should look again, because an answer stays away.
  Optional<Instant> lookAgainAt() {
    return transfer
        .flatMap(Transfer::asked)
        .map(asked -> asked.plus(ANSWER_PATIENCE))
        .filter(_ -> pictures == PicturesToo.ALL)
        .filter(then -> then.isAfter(steady.instant())); // later it waits for a place in the line
  }

  /// The broker has answered for a letter; it does so in the order in which they were sent.
  void answered(SeqRange ids) {
    unanswered.stream()
        .filter(letter -> letter.id() == ids.first())
        .findFirst()
        .ifPresent(unanswered::remove);
  }

  /// The broker does not want it now: the picture waits for the usual patience.
  void refused(SeqRange ids) {
    answered(ids);
    transfer
        .filter(now -> now.picture().id() == ids.first())
        .ifPresent(
            now -> {
              sent.put(now.picture().id(), new Sent(now.picture(), steady.instant()));
              transfer = Optional.empty();
            });
  }

  /// What is durable need not be sent, be it half sent.
  void durable(DurableAck ack) {
    sent.values().removeIf(one -> covers(ack, one.picture()));
    transfer = transfer.filter(now -> !covers(ack, now.picture()));
  }

  private static boolean covers(DurableAck ack, KeptPicture picture) {
    return ack.epoch() == picture.epoch() && ack.stored().contains(picture.seq());
  }

  /// These numbers count as not sent.
  void sendAgain(long epoch, SeqRange numbers) {
    sent.values()
        .removeIf(one -> one.picture().epoch() == epoch && numbers.contains(one.picture().seq()));
  }

  /// @return how many pictures nobody has confirmed in time, and are offered again
  int expire(Duration patience) {
    int before = sent.size();
    Instant now = steady.instant();
    sent.values()
        .removeIf(
            one -> !isUnanswered(one.picture().id()) && !one.at().plus(patience).isAfter(now));
    return before - sent.size();
  }

  boolean lineIsEmpty() {
    return unanswered.isEmpty();
  }

  boolean waitsSince(Instant then) {
    return unanswered.stream().anyMatch(letter -> !letter.at().isAfter(then));
  }

  private boolean isUnanswered(long id) {
    return unanswered.stream().anyMatch(letter -> letter.id() == id);
  }

  private Set<Long> underWay() {
    Set<Long> ids = new HashSet<>(sent.keySet());
    transfer.ifPresent(now -> ids.add(now.picture().id()));
    return ids;
  }
}
