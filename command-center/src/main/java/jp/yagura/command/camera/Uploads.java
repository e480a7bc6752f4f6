package jp.yagura.command.camera;

import static jp.yagura.command.tables.Tables.PICTURE_PIECE;
import static jp.yagura.command.tables.Tables.PICTURE_UPLOAD;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Optional;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.wire.Bytes;
import jp.yagura.shared.wire.PictureSize;
import jp.yagura.shared.wire.Sha256;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;

/**
 * Full pictures of which some bytes are here. On disk, so that a restart costs no byte, and in the
 * database, so that any command center goes on where another one stopped. Whatever has to go for
 * want of room is sent again: nobody has been told that it is safe.
 */
final class Uploads {

  /**
   * @param promised the picture it is going to be
   * @param received how many bytes are here
   * @param failures how often it was not what it said it was
   */
  record Upload(Picture promised, int received, int failures) {
    boolean isWhole() {
      return received >= promised.bytes();
    }
  }

  private final PictureBounds bounds;

  Uploads(PictureBounds bounds) {
    this.bounds = bounds;
  }

  /** Begins it, or goes on with it where the same picture was offered before. */
  Upload open(DSLContext sql, Picture promised) {
    Optional<Upload> before = find(sql, promised.key());
    boolean same =
        before.filter(upload -> upload.promised().digest().equals(promised.digest())).isPresent();
    if (same) {
      touch(sql, promised.key(), promised.receivedAt());
      return before.get();
    }
    int failures = before.map(Upload::failures).orElse(0);
    forget(sql, promised.key());
    makeRoom(sql, promised);
    insert(sql, promised, failures);
    return new Upload(promised, 0, failures);
  }

  Optional<Upload> find(DSLContext sql, PictureKey key) {
    return sql.selectFrom(PICTURE_UPLOAD).where(isUpload(key)).fetchOptional(Uploads::read);
  }

  /**
   * How many bytes are here without a hole. What lies beyond a hole goes: where it comes from now
   * on, pieces may be cut elsewhere.
   */
  int unbroken(DSLContext sql, PictureKey key) {
    int end = 0;
    for (Record piece : lengths(sql, key)) {
      if (piece.get(PICTURE_PIECE.BEGINS) != end) {
        break;
      }
      end += piece.get(LENGTH);
    }
    sql.deleteFrom(PICTURE_PIECE).where(isPiece(key)).and(PICTURE_PIECE.BEGINS.ge(end)).execute();
    sql.update(PICTURE_UPLOAD).set(PICTURE_UPLOAD.RECEIVED, end).where(isUpload(key)).execute();
    return end;
  }

  private static final org.jooq.Field<Integer> LENGTH =
      DSL.field("length({0})", Integer.class, PICTURE_PIECE.CONTENT);

  private static Result<? extends Record> lengths(DSLContext sql, PictureKey key) {
    return sql.select(PICTURE_PIECE.BEGINS, LENGTH)
        .from(PICTURE_PIECE)
        .where(isPiece(key))
        .orderBy(PICTURE_PIECE.BEGINS)
        .fetch();
  }

  /** One that is here already changes nothing. */
  Upload add(DSLContext sql, Upload upload, long begins, Bytes content, Instant now) {
    PictureKey key = upload.promised().key();
    int added =
        sql.insertInto(PICTURE_PIECE)
            .set(PICTURE_PIECE.SITE_ID, key.site())
            .set(PICTURE_PIECE.EPOCH, key.epoch())
            .set(PICTURE_PIECE.SEQ, key.seq())
            .set(PICTURE_PIECE.BEGINS, Math.toIntExact(begins))
            .set(PICTURE_PIECE.CONTENT, content.toArray())
            .onConflictDoNothing()
            .execute();
    int received = upload.received() + added * content.size();
    sql.update(PICTURE_UPLOAD)
        .set(PICTURE_UPLOAD.RECEIVED, received)
        .set(PICTURE_UPLOAD.TOUCHED_AT, now)
        .where(isUpload(key))
        .execute();
    return new Upload(upload.promised(), received, upload.failures());
  }

  /** All pieces, one behind the other. */
  byte[] assembled(DSLContext sql, PictureKey key) {
    var whole = new ByteArrayOutputStream();
    sql.select(PICTURE_PIECE.CONTENT)
        .from(PICTURE_PIECE)
        .where(isPiece(key))
        .orderBy(PICTURE_PIECE.BEGINS)
        .fetch(PICTURE_PIECE.CONTENT)
        .forEach(whole::writeBytes);
    return whole.toByteArray();
  }

  /** Its bytes go; that it failed is remembered. */
  void spoil(DSLContext sql, Upload upload) {
    PictureKey key = upload.promised().key();
    forgetPieces(sql, key);
    sql.update(PICTURE_UPLOAD)
        .set(PICTURE_UPLOAD.RECEIVED, 0)
        .set(PICTURE_UPLOAD.FAILURES, upload.failures() + 1)
        .where(isUpload(key))
        .execute();
  }

  void forget(DSLContext sql, PictureKey key) {
    forgetPieces(sql, key);
    sql.deleteFrom(PICTURE_UPLOAD).where(isUpload(key)).execute();
  }

  /**
   * @return how many nothing has been heard of for too long
   */
  int forgetOld(DSLContext sql, Instant now) {
    var old =
        sql.selectFrom(PICTURE_UPLOAD)
            .where(PICTURE_UPLOAD.TOUCHED_AT.lt(now.minus(bounds.uploadAge())))
            .fetch(Uploads::key);
    old.forEach(key -> forget(sql, key));
    return old.size();
  }

  private void makeRoom(DSLContext sql, Picture promised) {
    var ofSite =
        sql.selectFrom(PICTURE_UPLOAD)
            .where(PICTURE_UPLOAD.SITE_ID.eq(promised.key().site()))
            .orderBy(PICTURE_UPLOAD.TOUCHED_AT)
            .fetch(Uploads::key);
    for (int i = 0; i <= ofSite.size() - bounds.uploads(); i++) {
      forget(sql, ofSite.get(i));
    }
    while (promisedBytes(sql) + promised.bytes() > bounds.uploadBytes() && forgetOldest(sql)) {
      // until there is room
    }
  }

  private static long promisedBytes(DSLContext sql) {
    Long sum =
        sql.select(DSL.coalesce(DSL.sum(PICTURE_UPLOAD.BYTES), DSL.zero()).cast(Long.class))
            .from(PICTURE_UPLOAD)
            .fetchSingle()
            .value1();
    return sum == null ? 0 : sum;
  }

  private boolean forgetOldest(DSLContext sql) {
    Optional<PictureKey> oldest =
        sql.selectFrom(PICTURE_UPLOAD)
            .orderBy(PICTURE_UPLOAD.TOUCHED_AT)
            .limit(1)
            .fetchOptional(Uploads::key);
    oldest.ifPresent(key -> forget(sql, key));
    return oldest.isPresent();
  }

  private static void insert(DSLContext sql, Picture promised, int failures) {
    sql.insertInto(PICTURE_UPLOAD)
        .set(PICTURE_UPLOAD.SITE_ID, promised.key().site())
        .set(PICTURE_UPLOAD.EPOCH, promised.key().epoch())
        .set(PICTURE_UPLOAD.SEQ, promised.key().seq())
        .set(PICTURE_UPLOAD.CAMERA, promised.camera().value())
        .set(PICTURE_UPLOAD.SIZE_CLASS, promised.size().ordinal())
        .set(PICTURE_UPLOAD.TAKEN_AT, promised.takenAt())
        .set(PICTURE_UPLOAD.CLOCK_WRONG, promised.clockWrong() ? 1 : 0)
        .set(PICTURE_UPLOAD.WIDTH, promised.width())
        .set(PICTURE_UPLOAD.HEIGHT, promised.height())
        .set(PICTURE_UPLOAD.BYTES, promised.bytes())
        .set(PICTURE_UPLOAD.SHA256, promised.digest().hex())
        .set(PICTURE_UPLOAD.RECEIVED, 0)
        .set(PICTURE_UPLOAD.FAILURES, failures)
        .set(PICTURE_UPLOAD.TOUCHED_AT, promised.receivedAt())
        .execute();
  }

  private static void touch(DSLContext sql, PictureKey key, Instant now) {
    sql.update(PICTURE_UPLOAD).set(PICTURE_UPLOAD.TOUCHED_AT, now).where(isUpload(key)).execute();
  }

  private static void forgetPieces(DSLContext sql, PictureKey key) {
    sql.deleteFrom(PICTURE_PIECE).where(isPiece(key)).execute();
  }

  private static Upload read(Record row) {
    return new Upload(
        new Picture(
            key(row),
            new CameraId(row.get(PICTURE_UPLOAD.CAMERA)),
            PictureSize.values()[row.get(PICTURE_UPLOAD.SIZE_CLASS)],
            row.get(PICTURE_UPLOAD.TAKEN_AT),
            row.get(PICTURE_UPLOAD.CLOCK_WRONG) == 1,
            row.get(PICTURE_UPLOAD.TOUCHED_AT),
            row.get(PICTURE_UPLOAD.WIDTH),
            row.get(PICTURE_UPLOAD.HEIGHT),
            row.get(PICTURE_UPLOAD.BYTES),
            new Sha256(row.get(PICTURE_UPLOAD.SHA256))),
        row.get(PICTURE_UPLOAD.RECEIVED),
        row.get(PICTURE_UPLOAD.FAILURES));
  }

  private static PictureKey key(Record row) {
    return new PictureKey(
        row.get(PICTURE_UPLOAD.SITE_ID),
        row.get(PICTURE_UPLOAD.EPOCH),
        row.get(PICTURE_UPLOAD.SEQ));
  }

  private static Condition isUpload(PictureKey key) {
    return PICTURE_UPLOAD
        .SITE_ID
        .eq(key.site())
        .and(PICTURE_UPLOAD.EPOCH.eq(key.epoch()))
        .and(PICTURE_UPLOAD.SEQ.eq(key.seq()));
  }

  private static Condition isPiece(PictureKey key) {
    return PICTURE_PIECE
        .SITE_ID
        .eq(key.site())
        .and(PICTURE_PIECE.EPOCH.eq(key.epoch()))
        .and(PICTURE_PIECE.SEQ.eq(key.seq()));
  }
}
