package jp.yagura.command.camera;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.yagura.command.camera.JpegHeader.Dimensions;
import jp.yagura.command.camera.Uploads.Upload;
import jp.yagura.command.kernel.db.StorageException;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.kernel.files.FileStore;
import jp.yagura.command.kernel.live.Live;
import jp.yagura.command.site.Site;
import jp.yagura.command.telemetry.ingest.PictureIntake;
import jp.yagura.shared.wire.PictureSize;
import jp.yagura.shared.wire.Sha256;
import jp.yagura.shared.wire.UpMessage.SnapshotChunk;
import jp.yagura.shared.wire.UpMessage.SnapshotOffer;
import jp.yagura.shared.wire.Wire;
import org.jooq.DSLContext;

/**
 * Takes pictures in. What a tower says of a picture is believed only when the bytes agree: their
 * number, their digest, that they are a JPEG picture and how large it is.
 */
@Singleton
final class PictureDesk implements PictureIntake {

  private static final String JPEG = "image/jpeg";

  /** A small file can unfold to a picture that no browser can bear. */
  private static final int MOST_PIXELS = 4096 * 4096;

  /** Of pieces smaller than this there would be too many. The last one may be. */
  private static final int SMALLEST_PIECE = 1024;

  /** The bytes may have been spoilt on the way, or on the tower's card; once more may help. */
  private static final int MOST_FAILURES = 2;

  private static final Duration DAY = Duration.ofDays(1);

  private final PictureBounds bounds;
  private final Uploads uploads;
  private final FileStore files;
  private final Live live;

  PictureDesk(PictureBounds bounds, FileStore files, Live live) {
    this.bounds = bounds;
    this.uploads = new Uploads(bounds);
    this.files = files;
    this.live = live;
  }

  @Override
  public Verdict offer(
      Transaction tx,
      Site site,
      SnapshotOffer offer,
      Instant takenAt,
      boolean clockWrong,
      Instant receivedAt) {
    DSLContext sql = tx.sql();
    var key = new PictureKey(site.id(), offer.epoch(), offer.seq());
    if (PictureTable.has(sql, key)) {
      return new Verdict.Stored();
    }
    Optional<String> impossible = impossible(offer);
    if (impossible.isPresent()) {
      uploads.forget(sql, key);
      return new Verdict.Refused(impossible.get(), true);
    }
    if (PictureTable.receivedSince(sql, site.id(), receivedAt.minus(DAY)) >= bounds.mostPerDay()) {
      return new Verdict.Refused("more pictures than a day holds", false);
    }
    var promised =
        new Picture(
            key,
            offer.camera(),
            offer.sizeClass(),
            takenAt,
            clockWrong,
            receivedAt,
            offer.width(),
            offer.height(),
            Math.toIntExact(offer.size()),
            offer.digest());
    Upload upload = uploads.open(sql, promised);
    return offer
        .inline()
        .map(bytes -> finish(tx, upload, bytes.toArray(), receivedAt))
        .orElseGet(() -> new Verdict.Wanted(uploads.unbroken(sql, key)));
  }

  private static Optional<String> impossible(SnapshotOffer offer) {
    if (!offer.mediaType().equals(JPEG)) {
      return Optional.of("not a JPEG picture: " + offer.mediaType());
    }
    if ((long) offer.width() * offer.height() > MOST_PIXELS) {
      return Optional.of("too many pixels: " + offer.width() + " x " + offer.height());
    }
    if (offer.sizeClass() == PictureSize.THUMBNAIL && offer.size() > Wire.MAX_INLINE) {
      return Optional.of("too large for a thumbnail: " + offer.size() + " bytes");
    }
    return Optional.empty();
  }

  @Override
  public Verdict piece(Transaction tx, Site site, SnapshotChunk piece, Instant receivedAt) {
    DSLContext sql = tx.sql();
    var key = new PictureKey(site.id(), piece.epoch(), piece.seq());
    Optional<Upload> known = uploads.find(sql, key);
    if (known.isEmpty()) {
      return new Verdict.Refused("a piece of a picture that was not offered", false);
    }
    Upload upload = known.get();
    Picture promised = upload.promised();
    long end = piece.offset() + piece.bytes().size();
    if (!promised.digest().equals(piece.digest()) || end > promised.bytes()) {
      return new Verdict.Refused("a piece of another picture than was offered", false);
    }
    if (piece.bytes().size() < SMALLEST_PIECE && end != promised.bytes()) {
      return new Verdict.Refused("a crumb of " + piece.bytes().size() + " bytes", false);
    }
    Upload now = uploads.add(sql, upload, piece.offset(), piece.bytes(), receivedAt);
    return now.isWhole()
        ? finish(tx, now, uploads.assembled(sql, key), receivedAt)
        : new Verdict.Taken();
  }

  private Verdict finish(Transaction tx, Upload upload, byte[] bytes, Instant receivedAt) {
    DSLContext sql = tx.sql();
    Picture promised = upload.promised();
    Optional<String> fault = fault(promised, bytes);
    if (fault.isPresent()) {
      boolean forGood = upload.failures() + 1 >= MOST_FAILURES;
      if (forGood) {
        uploads.forget(sql, promised.key());
      } else {
        uploads.spoil(sql, upload);
      }
      return new Verdict.Refused(fault.get(), forGood);
    }
    Picture picture = arrived(promised, receivedAt);
    if (bytes.length <= Wire.MAX_INLINE) {
      PictureTable.putContent(sql, picture.key(), bytes);
    } else {
      keep(bytes);
    }
    PictureTable.put(sql, picture);
    uploads.forget(sql, picture.key());
    live.publish(tx, PicturesTopic.NAME, List.of(CameraTable.arrived(sql, picture)));
    return new Verdict.Stored();
  }

  private static Optional<String> fault(Picture promised, byte[] bytes) {
    if (!Sha256.of(bytes).equals(promised.digest())) {
      return Optional.of("the bytes do not fit their digest");
    }
    Optional<Dimensions> dimensions = JpegHeader.read(bytes);
    if (dimensions.isEmpty()) {
      return Optional.of("the bytes are not a JPEG picture");
    }
    boolean fits = dimensions.get().equals(new Dimensions(promised.width(), promised.height()));
    return fits
        ? Optional.empty()
        : Optional.of("the picture is " + dimensions.get() + ", which is not what was said");
  }

  private static Picture arrived(Picture promised, Instant receivedAt) {
    return new Picture(
        promised.key(),
        promised.camera(),
        promised.size(),
        promised.takenAt(),
        promised.clockWrong(),
        receivedAt,
        promised.width(),
        promised.height(),
        promised.bytes(),
        promised.digest());
  }

  /** A disk that does not take it is trouble with storage like any other: the tower keeps it. */
  private void keep(byte[] bytes) {
    try {
      files.store(new ByteArrayInputStream(bytes), Wire.MAX_PICTURE);
    } catch (IOException e) {
      throw new StorageException("a picture could not be kept: " + e, new UncheckedIOException(e));
    }
  }
}
