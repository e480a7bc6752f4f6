package jp.yagura.command.camera;

import static jp.yagura.command.tables.Tables.PICTURE;
import static jp.yagura.command.tables.Tables.PICTURE_CONTENT;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.wire.PictureSize;
import jp.yagura.shared.wire.Sha256;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Rows of pictures that are here whole. */
final class PictureTable {

  private PictureTable() {}

  static boolean has(DSLContext sql, PictureKey key) {
    return sql.fetchExists(sql.selectOne().from(PICTURE).where(is(key)));
  }

  static int receivedSince(DSLContext sql, String site, Instant since) {
    return sql.fetchCount(
        sql.selectOne()
            .from(PICTURE)
            .where(PICTURE.SITE_ID.eq(site))
            .and(PICTURE.RECEIVED_AT.ge(since)));
  }

  static void put(DSLContext sql, Picture picture) {
    sql.insertInto(PICTURE)
        .set(PICTURE.SITE_ID, picture.key().site())
        .set(PICTURE.EPOCH, picture.key().epoch())
        .set(PICTURE.SEQ, picture.key().seq())
        .set(PICTURE.CAMERA, picture.camera().value())
        .set(PICTURE.SIZE_CLASS, picture.size().ordinal())
        .set(PICTURE.TAKEN_AT, picture.takenAt())
        .set(PICTURE.CLOCK_WRONG, picture.clockWrong() ? 1 : 0)
        .set(PICTURE.RECEIVED_AT, picture.receivedAt())
        .set(PICTURE.WIDTH, picture.width())
        .set(PICTURE.HEIGHT, picture.height())
        .set(PICTURE.BYTES, picture.bytes())
        .set(PICTURE.SHA256, picture.digest().hex())
        .execute();
  }

  static void putContent(DSLContext sql, PictureKey key, byte[] content) {
    sql.insertInto(PICTURE_CONTENT)
        .set(PICTURE_CONTENT.SITE_ID, key.site())
        .set(PICTURE_CONTENT.EPOCH, key.epoch())
        .set(PICTURE_CONTENT.SEQ, key.seq())
        .set(PICTURE_CONTENT.CONTENT, content)
        .execute();
  }

  static Optional<Picture> find(DSLContext sql, PictureKey key) {
    return sql.selectFrom(PICTURE).where(is(key)).fetchOptional(PictureTable::read);
  }

  static Optional<byte[]> content(DSLContext sql, PictureKey key) {
    return sql.select(PICTURE_CONTENT.CONTENT)
        .from(PICTURE_CONTENT)
        .where(PICTURE_CONTENT.SITE_ID.eq(key.site()))
        .and(PICTURE_CONTENT.EPOCH.eq(key.epoch()))
        .and(PICTURE_CONTENT.SEQ.eq(key.seq()))
        .fetchOptional(PICTURE_CONTENT.CONTENT);
  }

  /** Newest first; of one moment the full one first. */
  static List<Picture> between(
      DSLContext sql, String site, Optional<CameraId> camera, Instant from, Instant to, int most) {
    Condition wanted = PICTURE.SITE_ID.eq(site).and(PICTURE.TAKEN_AT.between(from, to));
    return sql.selectFrom(PICTURE)
        .where(camera.map(id -> wanted.and(PICTURE.CAMERA.eq(id.value()))).orElse(wanted))
        .orderBy(PICTURE.TAKEN_AT.desc(), PICTURE.SIZE_CLASS.desc())
        .limit(most)
        .fetch(PictureTable::read);
  }

  /** Those that have been kept long enough, oldest first. */
  static List<Picture> receivedBefore(
      DSLContext sql, String site, PictureSize size, Instant before, int most) {
    return sql.selectFrom(PICTURE)
        .where(PICTURE.SITE_ID.eq(site))
        .and(PICTURE.SIZE_CLASS.eq(size.ordinal()))
        .and(PICTURE.RECEIVED_AT.lt(before))
        .orderBy(PICTURE.RECEIVED_AT)
        .limit(most)
        .fetch(PictureTable::read);
  }

  static void forget(DSLContext sql, PictureKey key) {
    sql.deleteFrom(PICTURE).where(is(key)).execute();
    sql.deleteFrom(PICTURE_CONTENT)
        .where(PICTURE_CONTENT.SITE_ID.eq(key.site()))
        .and(PICTURE_CONTENT.EPOCH.eq(key.epoch()))
        .and(PICTURE_CONTENT.SEQ.eq(key.seq()))
        .execute();
  }

  static boolean refersTo(DSLContext sql, Sha256 digest) {
    return sql.fetchExists(
        sql.select(DSL.one()).from(PICTURE).where(PICTURE.SHA256.eq(digest.hex())));
  }

  private static Condition is(PictureKey key) {
    return PICTURE
        .SITE_ID
        .eq(key.site())
        .and(PICTURE.EPOCH.eq(key.epoch()))
        .and(PICTURE.SEQ.eq(key.seq()));
  }

  private static Picture read(Record row) {
    return new Picture(
        new PictureKey(row.get(PICTURE.SITE_ID), row.get(PICTURE.EPOCH), row.get(PICTURE.SEQ)),
        new CameraId(row.get(PICTURE.CAMERA)),
        PictureSize.values()[row.get(PICTURE.SIZE_CLASS)],
        row.get(PICTURE.TAKEN_AT),
        row.get(PICTURE.CLOCK_WRONG) == 1,
        row.get(PICTURE.RECEIVED_AT),
        row.get(PICTURE.WIDTH),
        row.get(PICTURE.HEIGHT),
        row.get(PICTURE.BYTES),
        new Sha256(row.get(PICTURE.SHA256)));
  }
}
