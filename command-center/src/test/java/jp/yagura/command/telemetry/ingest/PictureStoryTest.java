package jp.yagura.command.telemetry.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static jp.yagura.command.testing.TestPictures.EPOCH;
import static jp.yagura.command.testing.TestPictures.full;
import static jp.yagura.command.testing.TestPictures.largeJpeg;
import static jp.yagura.command.testing.TestPictures.pieces;
import static jp.yagura.command.testing.TestPictures.smallJpeg;
import static jp.yagura.command.testing.TestPictures.thumbnail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.StorageException;
import jp.yagura.command.kernel.files.FileRef;
import jp.yagura.command.kernel.files.FileStore;
import jp.yagura.command.telemetry.ingest.StoreGroup.Stored;
import jp.yagura.command.testing.TestPictures;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.wire.Bytes;
import jp.yagura.shared.wire.PictureSize;
import jp.yagura.shared.wire.SeqRanges;
import jp.yagura.shared.wire.Sha256;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.SnapshotChunk;
import jp.yagura.shared.wire.UpMessage.SnapshotOffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a picture, from the message to the disk. */
class PictureStoryTest {

  private static final StreamKey PICTURES = new StreamKey(Intake.INABU, EPOCH, Stream.SNAPSHOTS);

  @ParameterizedTest
  @EnumSource(Database.Dialect.class)
  void aThumbnailIsDurableWithItsOfferAndStoredOnceHoweverOftenItComes(Database.Dialect dialect) {
    try (Intake intake = Intake.on(dialect)) {
      SnapshotOffer offer = thumbnail(1, now(intake), smallJpeg(1));
      assertThat(intake.receive(offer).acks()).containsEntry(PICTURES, SeqRanges.upTo(1));
      Stored again = intake.receive(offer, offer);
      assertThat(again.acks()).as("who sends again is told").containsKey(PICTURES);
      assertThat(again.duplicates()).isEqualTo(2);
      assertThat(intake.number("select count(*) from picture")).isEqualTo(1);
      assertThat(intake.number("select count(*) from picture_content")).isEqualTo(1);
      assertThat(intake.number("select count(*) from picture_upload")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Database.Dialect.class)
  void aFullPictureIsAcknowledgedOnlyWhenItsLastPieceIsOnDisk(Database.Dialect dialect)
      throws Exception {
    byte[] jpeg = largeJpeg(2);
    try (Intake intake = Intake.on(dialect)) {
      Stored offered = intake.receive(full(1, now(intake), jpeg));
      assertThat(offered.acks()).doesNotContainKey(PICTURES);
      assertThat(offered.wanted()).extracting(one -> one.have().offset()).containsExactly(0L);
      List<UpMessage> pieces = pieces(1, jpeg, 0);
      assertThat(intake.receiveAll(pieces.subList(0, pieces.size() - 1)).acks()).isEmpty();
      assertThat(intake.receive(pieces.getLast()).acks())
          .containsEntry(PICTURES, SeqRanges.upTo(1));
      FileStore files = intake.center().bean(FileStore.class);
      try (var file = files.open(new FileRef(Sha256.of(jpeg).hex()))) {
        assertThat(file.readAllBytes()).isEqualTo(jpeg);
      }
      assertThat(intake.number("select count(*) from picture_piece")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Database.Dialect.class)
  void afterABrokenLineOnlyTheMissingBytesAreWanted(Database.Dialect dialect) {
    byte[] jpeg = largeJpeg(3);
    try (Intake intake = Intake.on(dialect)) {
      SnapshotOffer offer = full(1, now(intake), jpeg);
      intake.receive(offer);
      List<UpMessage> pieces = pieces(1, jpeg, 0);
      intake.receive(pieces.get(0), pieces.get(1), pieces.get(3)); // the third was lost
      Stored again = intake.receive(offer);
      long from = again.wanted().getFirst().have().offset();
      assertThat(from).isEqualTo(2L * TestPictures.PIECE);
      Stored rest = intake.receiveAll(pieces(1, jpeg, (int) from));
      assertThat(rest.acks()).containsEntry(PICTURES, SeqRanges.upTo(1));
      assertThat(rest.odd()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Database.Dialect.class)
  void whateverTheOrderOfPiecesAndHoweverOftenTheyComeThePictureIsTheSame(
      Database.Dialect dialect) {
    try (Intake intake = Intake.on(dialect)) {
      for (long seq = 1; seq <= 6; seq++) {
        byte[] jpeg = largeJpeg(seq);
        intake.receive(full(seq, now(intake), jpeg));
        List<UpMessage> shuffled = new ArrayList<>(pieces(seq, jpeg, 0));
        shuffled.addAll(shuffled.subList(0, 3));
        Collections.shuffle(shuffled, new Random(seq));
        assertThat(intake.receiveAll(shuffled).acks()).containsEntry(PICTURES, SeqRanges.upTo(seq));
      }
      assertThat(intake.number("select count(*) from picture")).isEqualTo(6);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.Dialect.class)
  void aPictureWhoseBytesAreNotItsOwnIsAskedForOnceMoreAndThenCrossedOff(Database.Dialect dialect) {
    byte[] jpeg = largeJpeg(4);
    byte[] spoilt = jpeg.clone();
    spoilt[jpeg.length / 2] ^= 1;
    try (Intake intake = Intake.on(dialect)) {
      SnapshotOffer offer = full(1, now(intake), jpeg);
      intake.receive(offer);
      Stored first = intake.receiveAll(falsified(jpeg, spoilt));
      assertThat(first.odd()).extracting(Arrival.Odd::oddity).containsExactly(Oddity.BAD_PICTURE);
      assertThat(first.acks()).doesNotContainKey(PICTURES);
      assertThat(intake.receive(offer).wanted().getFirst().have().offset()).isZero();
      Stored second = intake.receiveAll(falsified(jpeg, spoilt));
      assertThat(second.acks()).containsEntry(PICTURES, SeqRanges.upTo(1));
      assertThat(intake.number("select count(*) from picture")).isZero();
      assertThat(intake.number("select count(*) from picture_upload")).isZero();
      assertThat(intake.number("select count(*) from quarantine where reason = 'BAD_PICTURE'"))
          .isEqualTo(2);
    }
  }

  @Test
  void whatIsNoJpegPictureOrLiesAboutItsSizeIsNotKept() {
    try (Intake intake = Intake.on(Database.Dialect.SQLITE)) {
      byte[] page = "<html><script>alert(1)</script></html>".getBytes(US_ASCII);
      byte[] jpeg = smallJpeg(5);
      byte[] cut = Arrays.copyOf(jpeg, jpeg.length - 1);
      Instant at = now(intake);
      List<SnapshotOffer> hostile =
          List.of(
              thumbnail(1, at, page),
              thumbnail(2, at, cut),
              TestPictures.offer(3, at, jpeg, 41, 24, PictureSize.THUMBNAIL, Optional.of(jpeg)),
              ofType(4, at, jpeg, "image/svg+xml"),
              TestPictures.offer(
                  5, at, largeJpeg(5), 65_535, 65_535, PictureSize.FULL, Optional.empty()),
              TestPictures.offer(
                  6, at, largeJpeg(5), 320, 240, PictureSize.THUMBNAIL, Optional.empty()));
      intake.receiveAll(hostile);
      Stored again = intake.receiveAll(hostile);
      assertThat(again.acks()).containsEntry(PICTURES, SeqRanges.upTo(6));
      assertThat(intake.number("select count(*) from picture")).isZero();
      assertThat(intake.number("select count(*) from picture_content")).isZero();
    }
  }

  @Test
  void piecesOfNothingCrumbsAndForeignPiecesAreSetAside() {
    byte[] jpeg = largeJpeg(6);
    byte[] other = largeJpeg(7);
    try (Intake intake = Intake.on(Database.Dialect.SQLITE)) {
      assertThat(intake.receive(pieces(1, jpeg, 0).getFirst()).odd()).hasSize(1);
      intake.receive(full(1, now(intake), jpeg));
      assertThat(intake.receive(pieces(1, other, 0).getFirst()).odd()).hasSize(1);
      assertThat(intake.receive(piece(jpeg, 0, Bytes.copyOf(new byte[10]))).odd()).hasSize(1);
      assertThat(intake.receive(piece(jpeg, jpeg.length - 1, Bytes.copyOf(new byte[10]))).odd())
          .hasSize(1);
      assertThat(intake.number("select count(*) from picture_piece")).isZero();
    }
  }

  @Test
  void aTowerThatBeginsManyPicturesAndFinishesNoneHasRoomForTheLastFewOnly() {
    try (Intake intake = Intake.on(Database.Dialect.SQLITE)) {
      byte[] jpeg = largeJpeg(8);
      for (long seq = 1; seq <= 50; seq++) {
        intake.clock().advance(Duration.ofSeconds(1));
        intake.receive(full(seq, now(intake), jpeg), pieces(seq, jpeg, 0).getFirst());
      }
      assertThat(intake.number("select count(*) from picture_upload")).isEqualTo(4);
      assertThat(intake.number("select count(*) from picture_piece")).isEqualTo(4);
      assertThat(intake.number("select min(seq) from picture_upload")).isEqualTo(47);
    }
  }

  @Test
  void holesAmongPicturesAreTheTowersChoiceAndNotAskedFor() {
    try (Intake intake = Intake.on(Database.Dialect.SQLITE)) {
      Stored third = intake.receive(thumbnail(3, now(intake), smallJpeg(9)));
      assertThat(third.acks()).containsKey(PICTURES);
      assertThat(third.extents()).isEmpty();
    }
  }

  @Test
  void aTowerThatConnectsHearsWhichOfItsPicturesAreSafe() {
    try (Intake intake = Intake.on(Database.Dialect.SQLITE)) {
      intake.receive(thumbnail(1, now(intake), smallJpeg(9)));
      Birth birth = new Birth(EPOCH, now(intake), "test", PowerState.MAINS, List.of(), "lan");
      assertThat(intake.receive(birth).acks()).containsEntry(PICTURES, SeqRanges.upTo(1));
    }
  }

  @Test
  void aPictureFromTheFutureIsDatedWhenItCameAndSaysSo() {
    try (Intake intake = Intake.on(Database.Dialect.SQLITE)) {
      Instant now = now(intake);
      intake.receive(thumbnail(1, now.plus(Duration.ofDays(400)), smallJpeg(10)));
      assertThat(intake.number("select taken_at from picture")).isEqualTo(now.toEpochMilli());
      assertThat(intake.number("select clock_wrong from picture")).isEqualTo(1);
    }
  }

  @Test
  void whenTheDiskTakesNoFileNothingIsAcknowledgedAndLaterItIs() throws Exception {
    byte[] jpeg = largeJpeg(11);
    try (Intake intake = Intake.on(Database.Dialect.SQLITE)) {
      intake.receive(full(1, now(intake), jpeg));
      List<UpMessage> pieces = pieces(1, jpeg, 0);
      Path arriving = intake.center().folder().resolve("files").resolve("arriving");
      Files.delete(arriving);
      Files.createFile(arriving);
      assertThatThrownBy(() -> intake.receiveAll(pieces)).isInstanceOf(StorageException.class);
      assertThat(intake.number("select count(*) from picture_piece")).isZero();
      Files.delete(arriving);
      Files.createDirectory(arriving);
      assertThat(intake.receiveAll(pieces).acks()).containsEntry(PICTURES, SeqRanges.upTo(1));
    }
  }

  private static Instant now(Intake intake) {
    return intake.clock().instant();
  }

  private static SnapshotOffer ofType(long seq, Instant at, byte[] jpeg, String type) {
    SnapshotOffer offer = thumbnail(seq, at, jpeg);
    return new SnapshotOffer(
        offer.epoch(),
        offer.seq(),
        offer.takenAt(),
        type,
        offer.size(),
        offer.digest(),
        offer.width(),
        offer.height(),
        offer.sizeClass(),
        offer.camera(),
        offer.inline());
  }

  private static SnapshotChunk piece(byte[] of, int offset, Bytes bytes) {
    return new SnapshotChunk(EPOCH, 1, Sha256.of(of), offset, bytes);
  }

  /** The bytes of one picture under the digest of another. */
  private static List<UpMessage> falsified(byte[] promised, byte[] sent) {
    List<UpMessage> pieces = new ArrayList<>();
    Bytes whole = Bytes.copyOf(sent);
    for (int offset = 0; offset < sent.length; offset += TestPictures.PIECE) {
      pieces.add(piece(promised, offset, whole.part(offset, TestPictures.PIECE)));
    }
    return pieces;
  }
}
