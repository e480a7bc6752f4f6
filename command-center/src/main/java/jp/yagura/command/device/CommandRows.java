package jp.yagura.command.device;

import static jp.yagura.command.tables.Tables.DEVICE_COMMAND;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Commands and their fates as rows, both ways. */
final class CommandRows {

  enum State {
    SENT,
    RECEIVED,
    DONE,
    REFUSED,
    EXPIRED;

    boolean isOpen() {
      return this == SENT || this == RECEIVED;
    }
  }

  record Row(
      UUID id,
      String site,
      Wish wish,
      String madeBy,
      Instant madeAt,
      Instant expiresAt,
      State state,
      @Nullable Instant sentAt,
      @Nullable Instant receivedAt,
      @Nullable Instant finishedAt,
      String ja,
      String en,
      @Nullable String file,
      @Nullable Long fileSize) {
    CommandKind kind() {
      return wish.kind();
    }
  }

  private CommandRows() {}

  static void insert(DSLContext sql, Row row) {
    sql.insertInto(DEVICE_COMMAND)
        .set(DEVICE_COMMAND.ID, row.id().toString())
        .set(DEVICE_COMMAND.SITE_ID, row.site())
        .set(DEVICE_COMMAND.KIND, row.kind().name())
        .set(DEVICE_COMMAND.CERTIFICATE, row.wish().certificate())
        .set(DEVICE_COMMAND.SPAN_FROM_AT, row.wish().from())
        .set(DEVICE_COMMAND.SPAN_TO_AT, row.wish().to())
        .set(DEVICE_COMMAND.MADE_BY, row.madeBy())
        .set(DEVICE_COMMAND.MADE_AT, row.madeAt())
        .set(DEVICE_COMMAND.EXPIRES_AT, row.expiresAt())
        .set(DEVICE_COMMAND.STATE, row.state().name())
        .set(DEVICE_COMMAND.JA, "")
        .set(DEVICE_COMMAND.EN, "")
        .execute();
  }

  static Optional<Row> byId(DSLContext sql, UUID id) {
    return sql.selectFrom(DEVICE_COMMAND)
        .where(DEVICE_COMMAND.ID.eq(id.toString()))
        .fetchOptional(CommandRows::row);
  }

  static List<Row> newest(DSLContext sql, String site, int limit) {
    return sql.selectFrom(DEVICE_COMMAND)
        .where(DEVICE_COMMAND.SITE_ID.eq(site))
        .orderBy(DEVICE_COMMAND.MADE_AT.desc(), DEVICE_COMMAND.ID.desc())
        .limit(limit)
        .fetch(CommandRows::row);
  }

  static List<Row> open(DSLContext sql) {
    return sql.selectFrom(DEVICE_COMMAND)
        .where(DEVICE_COMMAND.STATE.in(State.SENT.name(), State.RECEIVED.name()))
        .orderBy(DEVICE_COMMAND.MADE_AT)
        .fetch(CommandRows::row);
  }

  static void sent(DSLContext sql, UUID id, Instant at) {
    sql.update(DEVICE_COMMAND)
        .set(DEVICE_COMMAND.SENT_AT, at)
        .where(DEVICE_COMMAND.ID.eq(id.toString()))
        .execute();
  }

  static void received(DSLContext sql, UUID id, Instant at) {
    sql.update(DEVICE_COMMAND)
        .set(DEVICE_COMMAND.STATE, State.RECEIVED.name())
        .set(DEVICE_COMMAND.RECEIVED_AT, at)
        .where(DEVICE_COMMAND.ID.eq(id.toString()))
        .and(DEVICE_COMMAND.STATE.eq(State.SENT.name()))
        .execute();
  }

  static void finished(DSLContext sql, UUID id, State state, Instant at, String ja, String en) {
    sql.update(DEVICE_COMMAND)
        .set(DEVICE_COMMAND.STATE, state.name())
        .set(DEVICE_COMMAND.FINISHED_AT, at)
        .set(DEVICE_COMMAND.JA, ja)
        .set(DEVICE_COMMAND.EN, en)
        .where(DEVICE_COMMAND.ID.eq(id.toString()))
        .and(DEVICE_COMMAND.STATE.in(State.SENT.name(), State.RECEIVED.name()))
        .execute();
  }

  static void fetched(DSLContext sql, UUID id, String file, long size) {
    sql.update(DEVICE_COMMAND)
        .set(DEVICE_COMMAND.FILE, file)
        .set(DEVICE_COMMAND.FILE_SIZE, size)
        .where(DEVICE_COMMAND.ID.eq(id.toString()))
        .execute();
  }

  private static Row row(Record row) {
    return new Row(
        UUID.fromString(row.get(DEVICE_COMMAND.ID)),
        row.get(DEVICE_COMMAND.SITE_ID),
        new Wish(
            CommandKind.valueOf(row.get(DEVICE_COMMAND.KIND)),
            row.get(DEVICE_COMMAND.CERTIFICATE),
            row.get(DEVICE_COMMAND.SPAN_FROM_AT),
            row.get(DEVICE_COMMAND.SPAN_TO_AT)),
        row.get(DEVICE_COMMAND.MADE_BY),
        row.get(DEVICE_COMMAND.MADE_AT),
        row.get(DEVICE_COMMAND.EXPIRES_AT),
        State.valueOf(row.get(DEVICE_COMMAND.STATE)),
        row.get(DEVICE_COMMAND.SENT_AT),
        row.get(DEVICE_COMMAND.RECEIVED_AT),
        row.get(DEVICE_COMMAND.FINISHED_AT),
        row.get(DEVICE_COMMAND.JA),
        row.get(DEVICE_COMMAND.EN),
        row.get(DEVICE_COMMAND.FILE),
        row.get(DEVICE_COMMAND.FILE_SIZE));
  }
}
