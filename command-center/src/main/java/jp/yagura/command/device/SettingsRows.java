package jp.yagura.command.device;

import static jp.yagura.command.tables.Tables.DEVICE_SETTINGS;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Versions of remote settings as rows, both ways. */
final class SettingsRows {

  enum State {
    SENT,
    APPLIED,
    REFUSED,
    TAKEN_BACK,
    /** A newer one was made before this was answered. */
    REPLACED
  }

  record Row(
      String site,
      long version,
      String content,
      String why,
      String madeBy,
      Instant madeAt,
      State state,
      @Nullable Instant sentAt,
      @Nullable Instant answeredAt,
      String ja,
      String en) {}

  private SettingsRows() {}

  static void insert(DSLContext sql, Row row) {
    sql.update(DEVICE_SETTINGS)
        .set(DEVICE_SETTINGS.STATE, State.REPLACED.name())
        .where(DEVICE_SETTINGS.SITE_ID.eq(row.site()))
        .and(DEVICE_SETTINGS.STATE.eq(State.SENT.name()))
        .execute();
    sql.insertInto(DEVICE_SETTINGS)
        .set(DEVICE_SETTINGS.SITE_ID, row.site())
        .set(DEVICE_SETTINGS.VERSION, row.version())
        .set(DEVICE_SETTINGS.CONTENT, row.content())
        .set(DEVICE_SETTINGS.WHY, row.why())
        .set(DEVICE_SETTINGS.MADE_BY, row.madeBy())
        .set(DEVICE_SETTINGS.MADE_AT, row.madeAt())
        .set(DEVICE_SETTINGS.STATE, row.state().name())
        .set(DEVICE_SETTINGS.JA, "")
        .set(DEVICE_SETTINGS.EN, "")
        .execute();
  }

  static Optional<Row> newest(DSLContext sql, String site) {
    return newest(sql, site, 1).stream().findFirst();
  }

  static List<Row> newest(DSLContext sql, String site, int limit) {
    return sql.selectFrom(DEVICE_SETTINGS)
        .where(DEVICE_SETTINGS.SITE_ID.eq(site))
        .orderBy(DEVICE_SETTINGS.VERSION.desc())
        .limit(limit)
        .fetch(SettingsRows::row);
  }

  static List<Row> waiting(DSLContext sql) {
    return sql.selectFrom(DEVICE_SETTINGS)
        .where(DEVICE_SETTINGS.STATE.eq(State.SENT.name()))
        .fetch(SettingsRows::row);
  }

  static void sent(DSLContext sql, Row row, Instant at) {
    sql.update(DEVICE_SETTINGS)
        .set(DEVICE_SETTINGS.SENT_AT, at)
        .where(DEVICE_SETTINGS.SITE_ID.eq(row.site()))
        .and(DEVICE_SETTINGS.VERSION.eq(row.version()))
        .execute();
  }

  static void answered(
      DSLContext sql, String site, long version, State state, Instant at, String ja, String en) {
    sql.update(DEVICE_SETTINGS)
        .set(DEVICE_SETTINGS.STATE, state.name())
        .set(DEVICE_SETTINGS.ANSWERED_AT, at)
        .set(DEVICE_SETTINGS.JA, ja)
        .set(DEVICE_SETTINGS.EN, en)
        .where(DEVICE_SETTINGS.SITE_ID.eq(site))
        .and(DEVICE_SETTINGS.VERSION.eq(version))
        .execute();
  }

  private static Row row(Record row) {
    return new Row(
        row.get(DEVICE_SETTINGS.SITE_ID),
        row.get(DEVICE_SETTINGS.VERSION),
        row.get(DEVICE_SETTINGS.CONTENT),
        row.get(DEVICE_SETTINGS.WHY),
        row.get(DEVICE_SETTINGS.MADE_BY),
        row.get(DEVICE_SETTINGS.MADE_AT),
        State.valueOf(row.get(DEVICE_SETTINGS.STATE)),
        row.get(DEVICE_SETTINGS.SENT_AT),
        row.get(DEVICE_SETTINGS.ANSWERED_AT),
        row.get(DEVICE_SETTINGS.JA),
        row.get(DEVICE_SETTINGS.EN));
  }
}
