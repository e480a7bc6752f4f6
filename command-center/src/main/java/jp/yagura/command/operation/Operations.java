package jp.yagura.command.operation;

import static jp.yagura.command.tables.Tables.OPERATION;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.kernel.journal.Journal;
import jp.yagura.command.kernel.journal.JournalDraft;
import jp.yagura.command.kernel.live.Live;
import jp.yagura.shared.id.Uuid7;
import org.jooq.DSLContext;
import org.jooq.Record;

/** The front door: which operations there are, and opening one. */
@Singleton
public final class Operations {

  private final Database database;
  private final Journal journal;
  private final Live live;
  private final Clock clock;
  private final Uuid7 ids;

  Operations(Database database, Journal journal, Live live, Clock clock) {
    this.database = database;
    this.journal = journal;
    this.live = live;
    this.clock = clock;
    this.ids = new Uuid7(clock);
  }

  /** The everyday watch (常時監視); made the first time anybody asks. */
  public Operation standing() {
    return database.write(tx -> open(tx, true, OperationKind.REAL, "常時監視", "Everyday watch"));
  }

  /** The open operation of this kind and name, opened now if there is none. */
  public Operation openOnce(OperationKind kind, String name, String nameEn) {
    return database.write(tx -> open(tx, false, kind, name, nameEn));
  }

  /** Of several who open the same at once, on whatever node, one does and the others find it. */
  private Operation open(
      Transaction tx, boolean standing, OperationKind kind, String name, String nameEn) {
    var operation =
        new Operation(ids.next(), kind, standing, name, nameEn, clock.instant(), Optional.empty());
    boolean first =
        tx.sql()
                .insertInto(OPERATION)
                .set(OPERATION.ID, operation.id().toString())
                .set(OPERATION.KIND, kind.name())
                .set(OPERATION.STANDING, standing ? 1 : 0)
                .set(OPERATION.NAME, name)
                .set(OPERATION.NAME_EN, nameEn)
                .set(OPERATION.OPENED_AT, operation.openedAt())
                .onConflictDoNothing()
                .execute()
            == 1;
    if (!first) {
      return find(tx.sql(), standing, kind, name);
    }
    journal.append(tx, opened(operation));
    live.publish(tx, OperationsTopic.NAME, List.of(OperationItem.of(operation)));
    return operation;
  }

  private JournalDraft opened(Operation operation) {
    boolean exercise = operation.kind() == OperationKind.EXERCISE;
    return new JournalDraft(
        operation.id(),
        ids.next(),
        "operation.opened",
        operation.openedAt(),
        "system",
        "system",
        "operation/" + operation.id(),
        exercise,
        new JournalDraft.Words(
            (exercise ? "訓練を開始: " : "") + operation.name() + (exercise ? "" : "を開始"),
            (exercise ? "Exercise opened: " : "Opened: ") + operation.nameEn()),
        "{\"kind\":\"" + operation.kind() + "\"}");
  }

  /** What is going on: the newest open operation or exercise, else the everyday watch. */
  public Operation current() {
    return all().stream()
        .filter(operation -> operation.isOpen() && !operation.standing())
        .findFirst()
        .orElseGet(this::standing);
  }

  /** Newest first. */
  public List<Operation> all() {
    return database.read(
        sql ->
            sql.selectFrom(OPERATION)
                .orderBy(OPERATION.OPENED_AT.desc(), OPERATION.ID.desc())
                .fetch((Record row) -> read(row)));
  }

  public Optional<Operation> byId(UUID id) {
    return database.read(
        sql ->
            sql.selectFrom(OPERATION)
                .where(OPERATION.ID.eq(id.toString()))
                .fetchOptional(row -> read(row)));
  }

  private static Operation find(DSLContext sql, boolean standing, OperationKind kind, String name) {
    return sql.selectFrom(OPERATION)
        .where(OPERATION.STANDING.eq(standing ? 1 : 0))
        .and(OPERATION.KIND.eq(kind.name()))
        .and(OPERATION.NAME.eq(name))
        .and(OPERATION.CLOSED_AT.isNull())
        .fetchSingle(row -> read(row));
  }

  private static Operation read(Record row) {
    return new Operation(
        UUID.fromString(row.get(OPERATION.ID)),
        OperationKind.valueOf(row.get(OPERATION.KIND)),
        row.get(OPERATION.STANDING) != 0,
        row.get(OPERATION.NAME),
        row.get(OPERATION.NAME_EN),
        row.get(OPERATION.OPENED_AT),
        Optional.ofNullable(row.get(OPERATION.CLOSED_AT)));
  }
}
