package jp.yagura.command.camera;

import static jp.yagura.command.tables.Tables.CAMERA;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.wire.PictureSize;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Each camera that a picture has come from: its newest, and when one was last wished for. */
final class CameraTable {

  private CameraTable() {}

  static List<CameraItem> all(DSLContext sql) {
    return sql.selectFrom(CAMERA).fetch(CameraTable::read);
  }

  static Optional<CameraItem> find(DSLContext sql, String site, CameraId camera) {
    return sql.selectFrom(CAMERA).where(is(site, camera)).fetchOptional(CameraTable::read);
  }

  /**
   * @return the camera as it is with this picture
   */
  static CameraItem arrived(DSLContext sql, Picture picture) {
    String site = picture.key().site();
    Optional<CameraItem> before = find(sql, site, picture.camera());
    if (before.isEmpty()) {
      insert(sql, picture);
    } else {
      boolean newer = isNewer(picture, before.get().newest());
      var update = sql.update(CAMERA).set(CAMERA.LAST_RECEIVED_AT, picture.receivedAt());
      if (newer) {
        update =
            update
                .set(CAMERA.EPOCH, picture.key().epoch())
                .set(CAMERA.SEQ, picture.key().seq())
                .set(CAMERA.SIZE_CLASS, picture.size().ordinal())
                .set(CAMERA.TAKEN_AT, picture.takenAt())
                .set(CAMERA.CLOCK_WRONG, picture.clockWrong() ? 1 : 0)
                .set(CAMERA.RECEIVED_AT, picture.receivedAt())
                .set(CAMERA.WIDTH, picture.width())
                .set(CAMERA.HEIGHT, picture.height());
      }
      if (picture.size() == PictureSize.FULL && isLaterFull(picture, before.get().lastFullAt())) {
        update = update.set(CAMERA.LAST_FULL_AT, picture.takenAt());
      }
      update.where(is(site, picture.camera())).execute();
    }
    return find(sql, site, picture.camera()).orElseThrow();
  }

  /**
   * @return the camera as it is with this wish
   */
  static CameraItem asked(DSLContext sql, String site, CameraId camera, String by, Instant now) {
    sql.update(CAMERA)
        .set(CAMERA.ASKED_AT, now)
        .set(CAMERA.ASKED_BY, by)
        .where(is(site, camera))
        .execute();
    return find(sql, site, camera).orElseThrow();
  }

  private static boolean isNewer(Picture picture, PictureItem newest) {
    int later = picture.takenAt().compareTo(newest.takenAt());
    return later > 0 || (later == 0 && picture.size() == PictureSize.FULL);
  }

  private static boolean isLaterFull(Picture picture, @Nullable Instant before) {
    return before == null || picture.takenAt().isAfter(before);
  }

  private static void insert(DSLContext sql, Picture picture) {
    var insert =
        sql.insertInto(CAMERA)
            .set(CAMERA.SITE_ID, picture.key().site())
            .set(CAMERA.CAMERA_, picture.camera().value())
            .set(CAMERA.EPOCH, picture.key().epoch())
            .set(CAMERA.SEQ, picture.key().seq())
            .set(CAMERA.SIZE_CLASS, picture.size().ordinal())
            .set(CAMERA.TAKEN_AT, picture.takenAt())
            .set(CAMERA.CLOCK_WRONG, picture.clockWrong() ? 1 : 0)
            .set(CAMERA.RECEIVED_AT, picture.receivedAt())
            .set(CAMERA.WIDTH, picture.width())
            .set(CAMERA.HEIGHT, picture.height())
            .set(CAMERA.LAST_RECEIVED_AT, picture.receivedAt());
    if (picture.size() == PictureSize.FULL) {
      insert = insert.set(CAMERA.LAST_FULL_AT, picture.takenAt());
    }
    insert.execute();
  }

  private static Condition is(String site, CameraId camera) {
    return CAMERA.SITE_ID.eq(site).and(CAMERA.CAMERA_.eq(camera.value()));
  }

  private static CameraItem read(Record row) {
    String site = row.get(CAMERA.SITE_ID);
    String camera = row.get(CAMERA.CAMERA_);
    var newest =
        new PictureItem(
            new PictureKey(site, row.get(CAMERA.EPOCH), row.get(CAMERA.SEQ)).id(),
            camera,
            PictureSize.values()[row.get(CAMERA.SIZE_CLASS)],
            row.get(CAMERA.TAKEN_AT),
            row.get(CAMERA.CLOCK_WRONG) == 1,
            row.get(CAMERA.RECEIVED_AT),
            row.get(CAMERA.WIDTH),
            row.get(CAMERA.HEIGHT));
    return new CameraItem(
        site + "/" + camera,
        site,
        camera,
        newest,
        row.get(CAMERA.LAST_RECEIVED_AT),
        row.get(CAMERA.LAST_FULL_AT),
        row.get(CAMERA.ASKED_AT),
        row.get(CAMERA.ASKED_BY));
  }
}
