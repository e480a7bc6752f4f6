package jp.yagura.agent.uplink;

import static jp.yagura.agent.outbox.Items.START;
import static jp.yagura.agent.outbox.Items.alarm;
import static jp.yagura.agent.outbox.Items.readings;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.yagura.agent.clock.Stamp;
import jp.yagura.agent.outbox.Items;
import jp.yagura.agent.outbox.KeptPicture;
import jp.yagura.agent.outbox.Letter;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.agent.outbox.Picture;
import jp.yagura.agent.outbox.Shots;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.DownMessage.SnapshotHave;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.PictureSize;
import jp.yagura.shared.wire.SeqRanges;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage.SnapshotChunk;
import jp.yagura.shared.wire.UpMessage.SnapshotOffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureCourierTest {
  private static final Duration RESEND_AFTER = Duration.ofSeconds(30);
  private static final int SIZE = 70_000;

  private Outbox outbox;
  private Custody custody;
  private Instant now = START;

  @BeforeEach
  void open(@TempDir Path folder) throws OutboxException {
    outbox = Outbox.open(folder.resolve("outbox.db"), InstantSource.fixed(START));
    custody = new Custody(outbox, () -> now, RESEND_AFTER);
  }

  @AfterEach
  void close() throws OutboxException {
    outbox.close();
  }

  @Test
  void alarmThenFreshReadingsThenThumbnailThenBacklogThenFullPicture() throws OutboxException {
    outbox.append(readings(1, 500));
    custody.release();
    outbox.append(readings(501, 503));
    custody.release();
    outbox.keep(List.of(Shots.full(START, SIZE), Shots.thumbnail(START)), Stamp.SURE);
    outbox.append(alarm(true));
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Letter letter = nextTaken().orElseThrow();
      order.add(
          letter.kind()
              + (letter.stream() == Stream.READINGS ? " to " + letter.range().last() : ""));
    }
    assertThat(order)
        .containsExactly(
            "ALARM", "READINGS to 503", "SNAPSHOT_OFFER", "READINGS to 500", "SNAPSHOT_OFFER");
  }

  @Test
  void aThumbnailTravelsWholeAndTheNewestGoesFirst() throws OutboxException {
    Picture older = Shots.thumbnail(START);
    Picture newer = Shots.thumbnail(START.plusSeconds(300));
    outbox.keep(List.of(older), Stamp.SURE);
    outbox.keep(List.of(newer), Stamp.SURE);
    SnapshotOffer first = (SnapshotOffer) Items.opened(nextTaken().orElseThrow());
    assertThat(first.inline().orElseThrow().toArray()).isEqualTo(newer.jpeg());
    SnapshotOffer second = (SnapshotOffer) Items.opened(nextTaken().orElseThrow());
    assertThat(second.inline().orElseThrow().toArray()).isEqualTo(older.jpeg());
    assertThat(nextTaken()).as("each once").isEmpty();
  }

  @Test
  void aFullPictureIsOfferedAndThenComesFromWhereTheCenterHasIt() throws OutboxException {
    Picture picture = Shots.full(START, SIZE);
    outbox.keep(List.of(picture), Stamp.SURE);
    assertThat(nextTaken().orElseThrow().kind()).isEqualTo(Kind.SNAPSHOT_OFFER);
    assertThat(nextTaken()).as("the answer may save most of it").isEmpty();
    custody.has(new SnapshotHave(outbox.epoch(), 1, 50_000));
    assertThat(sentFrom(50_000)).isEqualTo(tail(picture, 50_000));
    assertThat(nextTaken()).isEmpty();
  }

  @Test
  void withoutAnAnswerItComesFromTheStart() throws OutboxException {
    Picture picture = Shots.full(START, SIZE);
    outbox.keep(List.of(picture), Stamp.SURE);
    assertThat(nextTaken()).isPresent();
    assertThat(custody.lookAgainAt()).contains(now.plus(PictureCourier.ANSWER_PATIENCE));
    now = now.plus(PictureCourier.ANSWER_PATIENCE);
    assertThat(sentFrom(0)).isEqualTo(picture.jpeg());
  }

  @Test
  void anAlarmOvertakesAPictureOfWhichHalfIsSentAndWaitsForFewBytesOnly() throws OutboxException {
    outbox.keep(List.of(Shots.full(START, SIZE)), Stamp.SURE);
    assertThat(nextTaken()).isPresent();
    custody.has(new SnapshotHave(outbox.epoch(), 1, 0));
    int inTheLine = 0;
    Optional<Letter> next = next();
    while (next.isPresent()) {
      inTheLine += next.get().payload().length;
      next = next();
    }
    assertThat(inTheLine).as("two seconds of a 64 kbit/s link").isBetween(8_000, 24_000);
    outbox.append(alarm(true));
    assertThat(next().orElseThrow().kind()).isEqualTo(Kind.ALARM);
  }

  @Test
  void afterABrokenLineItIsOfferedAgainAndGoesOn() throws OutboxException {
    Picture picture = Shots.full(START, SIZE);
    outbox.keep(List.of(picture), Stamp.SURE);
    assertThat(nextTaken()).isPresent();
    custody.has(new SnapshotHave(outbox.epoch(), 1, 0));
    assertThat(nextTaken().orElseThrow().kind()).isEqualTo(Kind.SNAPSHOT_CHUNK);
    nextLine();
    assertThat(nextTaken().orElseThrow().kind()).isEqualTo(Kind.SNAPSHOT_OFFER);
    custody.has(new SnapshotHave(outbox.epoch(), 1, 4_096));
    assertThat(sentFrom(4_096)).isEqualTo(tail(picture, 4_096));
  }

  @Test
  void onlyADurableAckLetsAPictureGoAndUntilThenItIsOfferedAgain() throws OutboxException {
    outbox.keep(List.of(Shots.thumbnail(START), Shots.full(START, 5_000)), Stamp.SURE);
    assertThat(nextTaken()).isPresent();
    assertThat(nextTaken()).isPresent();
    custody.has(new SnapshotHave(outbox.epoch(), 2, 0));
    sentFrom(0);
    assertThat(nextTaken()).isEmpty();
    now = now.plus(RESEND_AFTER);
    assertThat(custody.expire()).isEqualTo(2);
    assertThat(nextTaken().orElseThrow().kind()).isEqualTo(Kind.SNAPSHOT_OFFER);
    custody.durable(DurableAck.of(outbox.epoch(), Stream.SNAPSHOTS, SeqRanges.upTo(2)));
    assertThat(outbox.newestPicture(PictureSize.THUMBNAIL, Set.of())).isEmpty();
    assertThat(outbox.newestPicture(PictureSize.FULL, Set.of())).isEmpty();
    now = now.plus(RESEND_AFTER.multipliedBy(100));
    custody.expire();
    assertThat(nextTaken()).isEmpty();
  }

  @Test
  void aBrokerThatRefusesAPieceIsLeftInPeaceForAWhile() throws OutboxException {
    outbox.keep(List.of(Shots.full(START, SIZE)), Stamp.SURE);
    assertThat(nextTaken()).isPresent();
    custody.has(new SnapshotHave(outbox.epoch(), 1, 0));
    Letter piece = next().orElseThrow();
    custody.refusedByBroker(piece.stream(), piece.range());
    assertThat(next()).isEmpty();
    now = now.plus(RESEND_AFTER);
    assertThat(custody.expire()).isEqualTo(1);
    assertThat(next().orElseThrow().kind()).isEqualTo(Kind.SNAPSHOT_OFFER);
  }

  @Test
  void whatBelongsToAnotherPictureIsNoAnswer() throws OutboxException {
    outbox.keep(List.of(Shots.full(START, SIZE)), Stamp.SURE);
    KeptPicture kept = outbox.newestPicture(PictureSize.FULL, Set.of()).orElseThrow();
    assertThat(nextTaken()).isPresent();
    custody.has(new SnapshotHave(kept.epoch(), kept.seq() + 1, 0));
    custody.has(new SnapshotHave(kept.epoch() + 1, kept.seq(), 0));
    custody.has(new SnapshotHave(kept.epoch(), kept.seq(), Long.MAX_VALUE));
    assertThat(nextTaken()).isEmpty();
  }

  @Test
  void theNextLineDoesNotRepeatWhatTheBrokerOfTheLastOneHasTaken() throws OutboxException {
    outbox.keep(List.of(Shots.thumbnail(START)), Stamp.SURE);
    outbox.keep(List.of(Shots.thumbnail(START.plusSeconds(1))), Stamp.SURE);
    assertThat(nextTaken()).isPresent();
    assertThat(next()).as("lost with the line").isPresent();
    nextLine();
    assertThat(nextTaken()).isPresent();
    assertThat(nextTaken()).isEmpty();
    now = now.plus(RESEND_AFTER);
    assertThat(custody.expire()).isEqualTo(2);
  }

  @Test
  void aThinLineCarriesThumbnailsOnlyAndOneWithoutBudgetNone() throws OutboxException {
    outbox.append(readings(1, 3));
    custody.release();
    outbox.keep(List.of(Shots.thumbnail(START), Shots.full(START, SIZE)), Stamp.SURE);
    custody.carries(PicturesToo.NONE);
    assertThat(nextTaken().orElseThrow().kind()).isEqualTo(Kind.READINGS);
    assertThat(nextTaken()).isEmpty();
    custody.carries(PicturesToo.THUMBNAILS);
    SnapshotOffer small = (SnapshotOffer) Items.opened(nextTaken().orElseThrow());
    assertThat(small.sizeClass()).isEqualTo(PictureSize.THUMBNAIL);
    assertThat(nextTaken()).isEmpty();
    custody.carries(PicturesToo.ALL);
    SnapshotOffer large = (SnapshotOffer) Items.opened(nextTaken().orElseThrow());
    assertThat(large.sizeClass()).isEqualTo(PictureSize.FULL);
    custody.carries(PicturesToo.THUMBNAILS);
    assertThat(custody.lookAgainAt()).as("nobody waits for what may not go on").isEmpty();
  }

  @Test
  void aPictureOfAnEarlierStartIsSentByItsOwnNumberAndGoesWhenThatIsConfirmed(@TempDir Path folder)
      throws OutboxException {
    Path file = folder.resolve("other.db");
    long before;
    try (Outbox first = Outbox.open(file, InstantSource.fixed(START))) {
      before = first.epoch();
      first.keep(List.of(Shots.thumbnail(START)), Stamp.SURE);
    }
    try (Outbox second = Outbox.open(file, InstantSource.fixed(START))) {
      custody = new Custody(second, () -> now, RESEND_AFTER);
      SnapshotOffer offer = (SnapshotOffer) Items.opened(nextTaken().orElseThrow());
      assertThat(offer.epoch()).isEqualTo(before).isLessThan(second.epoch());
      var ack = DurableAck.of(before, Stream.SNAPSHOTS, SeqRanges.upTo(1));
      assertThat(custody.durable(ack)).isEqualTo(1);
      assertThat(custody.durable(ack)).isZero();
    }
  }

  private void nextLine() {
    Custody next = new Custody(outbox, () -> now, RESEND_AFTER);
    next.takeOver(custody);
    next.lineIsUp(Duration.ZERO);
    custody = next;
  }

  /// All that is sent of a full picture, one piece behind the other, beginning there.
  private byte[] sentFrom(int from) throws OutboxException {
    var whole = new ByteArrayOutputStream();
    Optional<Letter> next = nextTaken();
    while (next.isPresent()) {
      SnapshotChunk piece = (SnapshotChunk) Items.opened(next.get());
      assertThat(piece.offset()).isEqualTo(from + whole.size());
      assertThat(piece.bytes().size()).isLessThanOrEqualTo(PictureCourier.PIECE_BYTES);
      whole.writeBytes(piece.bytes().toArray());
      next = nextTaken();
    }
    return whole.toByteArray();
  }

  private static byte[] tail(Picture picture, int from) {
    return Arrays.copyOfRange(picture.jpeg(), from, picture.jpeg().length);
  }

  private Optional<Letter> next() throws OutboxException {
    return custody.next(true, Optional.empty()).map(Outgoing::letter);
  }

  private Optional<Letter> nextTaken() throws OutboxException {
    Optional<Letter> next = next();
    next.ifPresent(letter -> custody.takenByBroker(letter.stream(), letter.range()));
    return next;
  }
}
