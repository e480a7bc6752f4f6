package jp.yagura.command.kernel.journal;

import static jp.yagura.command.tables.Tables.JOURNAL_ENTRY;
import static jp.yagura.command.tables.Tables.JOURNAL_HEAD;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.Transaction;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Appends to the chains and reads them. Nothing here, or anywhere, changes an entry. */
@Singleton
public final class Journal {

  private final Database database;
  private final Clock clock;

  /**
   * Asked for when the first entry is written: those who follow may themselves need the journal.
   */
  private final BeanProvider<JournalFollower> followers;

  private final ApplicationEventPublisher<JournalEntry> published;

  Journal(
      Database database,
      Clock clock,
      BeanProvider<JournalFollower> followers,
      ApplicationEventPublisher<JournalEntry> published) {
    this.database = database;
    this.followers = followers;
    this.clock = clock;
    this.published = published;
  }

  /**
   * Writes the entry at the end of its operation's chain, in the caller's transaction. An id that
   * is already there is left as it is, and what stands there is returned.
   */
  public JournalEntry append(Transaction transaction, JournalDraft draft) {
    DSLContext sql = transaction.sql();
    lockChain(sql, draft.operation());
    Optional<JournalEntry> already = byId(sql, draft.id());
    if (already.isPresent()) {
      return already.get();
    }
    JournalEntry entry = link(draft, endOf(sql, draft.operation()));
    insert(sql, entry);
    for (JournalFollower follower : followers) {
      follower.written(transaction, entry);
    }
    transaction.afterCommit(() -> published.publishEvent(entry));
    return entry;
  }

  /** Whether an entry with this id has been written, by anybody. */
  public boolean has(Transaction transaction, UUID id) {
    return byId(transaction.sql(), id).isPresent();
  }

  /** Makes sure that the chain has an end to hold on to, and holds it until the commit. */
  private static void lockChain(DSLContext sql, UUID operation) {
    sql.insertInto(JOURNAL_HEAD)
        .set(JOURNAL_HEAD.OPERATION_ID, operation.toString())
        .set(JOURNAL_HEAD.NUMBER, 0L)
        .set(JOURNAL_HEAD.HASH, JournalHash.BEGINNING)
        .onConflictDoNothing()
        .execute();
    sql.update(JOURNAL_HEAD)
        .set(JOURNAL_HEAD.NUMBER, JOURNAL_HEAD.NUMBER)
        .where(JOURNAL_HEAD.OPERATION_ID.eq(operation.toString()))
        .execute();
  }

  private static ChainEnd endOf(DSLContext sql, UUID operation) {
    return sql.select(JOURNAL_HEAD.NUMBER, JOURNAL_HEAD.HASH)
        .from(JOURNAL_HEAD)
        .where(JOURNAL_HEAD.OPERATION_ID.eq(operation.toString()))
        .fetchSingle(r -> new ChainEnd(r.value1(), r.value2()));
  }

  record ChainEnd(long number, String hash) {}

  private JournalEntry link(JournalDraft draft, ChainEnd end) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var open =
        new JournalEntry(
            draft.operation(),
            end.number() + 1,
            draft.id(),
            draft.kind(),
            draft.occurredAt().truncatedTo(ChronoUnit.MILLIS),
            now,
            draft.actor(),
            draft.source(),
            draft.subject(),
            draft.important(),
            draft.words().ja(),
            draft.words().en(),
            draft.body(),
            end.hash(),
            "");
    return JournalRows.withHash(open, open.contentHash());
  }

  private static void insert(DSLContext sql, JournalEntry entry) {
    JournalRows.insert(sql, entry);
    sql.update(JOURNAL_HEAD)
        .set(JOURNAL_HEAD.NUMBER, entry.number())
        .set(JOURNAL_HEAD.HASH, entry.hash())
        .where(JOURNAL_HEAD.OPERATION_ID.eq(entry.operation().toString()))
        .execute();
  }

  private static Optional<JournalEntry> byId(DSLContext sql, UUID id) {
    return sql.selectFrom(JOURNAL_ENTRY)
        .where(JOURNAL_ENTRY.ID.eq(id.toString()))
        .fetchOptional(JournalRows::read);
  }

  /** The newest entries before {@code before}, newest first. */
  public List<JournalEntry> newest(UUID operation, long before, int limit) {
    return database.read(
        sql ->
            sql.selectFrom(JOURNAL_ENTRY)
                .where(JOURNAL_ENTRY.OPERATION_ID.eq(operation.toString()))
                .and(JOURNAL_ENTRY.NUMBER.lt(before))
                .orderBy(JOURNAL_ENTRY.NUMBER.desc())
                .limit(limit)
                .fetch((Record r) -> JournalRows.read(r)));
  }

  /** Walks the whole chain of an operation and compares every link with its content. */
  public ChainVerdict verify(UUID operation) {
    return database.read(sql -> new ChainCheck(sql, operation).run());
  }
}
