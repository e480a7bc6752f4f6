package jp.yagura.command.kernel.journal;

import static jp.yagura.command.kernel.journal.Drafts.draft;
import static jp.yagura.command.tables.Tables.JOURNAL_ENTRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.function.Consumer;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.journal.ChainVerdict.Broken;
import jp.yagura.command.kernel.journal.ChainVerdict.Fault;
import jp.yagura.command.kernel.journal.ChainVerdict.Whole;
import jp.yagura.command.testing.BothDatabases;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * Somebody with the password of the database changes the record; the walk along the chain sees it.
 */
class TamperingTest {

  private static final int ENTRIES = 6;

  private final UUID flood = UUID.randomUUID();

  @BothDatabases
  void aMissingEntryIsFound(Database database) {
    assertThat(after(database, sql -> delete(sql, 3))).isEqualTo(new Broken(3, Fault.MISSING));
  }

  @BothDatabases
  void aCutOffEndIsFound(Database database) {
    assertThat(
            after(
                database,
                sql -> {
                  delete(sql, ENTRIES);
                  delete(sql, ENTRIES - 1);
                }))
        .isEqualTo(new Broken(ENTRIES - 1, Fault.MISSING));
  }

  @BothDatabases
  void aWholeChainThatIsGoneIsFound(Database database) {
    assertThat(after(database, sql -> sql.deleteFrom(JOURNAL_ENTRY).execute()))
        .isEqualTo(new Broken(1, Fault.MISSING));
  }

  @BothDatabases
  void entriesThatChangedPlacesAreFound(Database database) {
    assertThat(
            after(
                database,
                sql -> {
                  renumber(sql, 2, 100);
                  renumber(sql, 4, 2);
                  renumber(sql, 100, 4);
                }))
        .isEqualTo(new Broken(2, Fault.ALTERED));
  }

  @BothDatabases
  void anInsertedEntryIsFound(Database database) {
    assertThat(
            after(
                database,
                sql -> {
                  for (int number = ENTRIES; number > 3; number--) {
                    renumber(sql, number, number + 1);
                  }
                  insertCopy(sql, 3, 4);
                }))
        .isEqualTo(new Broken(4, Fault.ALTERED));
  }

  @BothDatabases
  void anEntryThatWasWrittenAnewWithAHashOfItsOwnIsFound(Database database) {
    assertThat(
            after(
                database,
                sql -> {
                  JournalEntry third =
                      sql.selectFrom(JOURNAL_ENTRY)
                          .where(JOURNAL_ENTRY.NUMBER.eq(3L))
                          .fetchSingle(JournalRows::read);
                  delete(sql, 3);
                  var forged =
                      new JournalEntry(
                          third.operation(),
                          third.number(),
                          third.id(),
                          third.kind(),
                          third.occurredAt(),
                          third.recordedAt(),
                          third.actor(),
                          third.source(),
                          third.subject(),
                          false,
                          "nothing happened",
                          third.en(),
                          third.body(),
                          third.previousHash(),
                          "");
                  JournalRows.insert(sql, JournalRows.withHash(forged, forged.contentHash()));
                }))
        .isEqualTo(new Broken(4, Fault.UNLINKED));
  }

  @BothDatabases
  void anAddedEntryThatTheRecordedEndDoesNotKnowIsFound(Database database) {
    assertThat(after(database, sql -> insertCopy(sql, ENTRIES, ENTRIES + 1)))
        .isInstanceOf(Broken.class);
  }

  private ChainVerdict after(Database database, Consumer<DSLContext> tampering) {
    Journal journal = Journals.on(database);
    for (int i = 1; i <= ENTRIES; i++) {
      String text = "entry " + i;
      database.write(tx -> journal.append(tx, draft(flood, text)));
    }
    assertThat(journal.verify(flood)).isInstanceOf(Whole.class);
    database.write(
        tx -> {
          tampering.accept(tx.sql());
          return 0;
        });
    return journal.verify(flood);
  }

  private static void delete(DSLContext sql, long number) {
    sql.deleteFrom(JOURNAL_ENTRY).where(JOURNAL_ENTRY.NUMBER.eq(number)).execute();
  }

  private static void renumber(DSLContext sql, long from, long to) {
    sql.update(JOURNAL_ENTRY)
        .set(JOURNAL_ENTRY.NUMBER, to)
        .where(JOURNAL_ENTRY.NUMBER.eq(from))
        .execute();
  }

  private static void insertCopy(DSLContext sql, long of, long number) {
    Record row = sql.selectFrom(JOURNAL_ENTRY).where(JOURNAL_ENTRY.NUMBER.eq(of)).fetchSingle();
    row.set(JOURNAL_ENTRY.NUMBER, number);
    row.set(JOURNAL_ENTRY.ID, UUID.randomUUID().toString());
    row.changed(true); // all of it, not only what differs
    sql.insertInto(JOURNAL_ENTRY).set(row).execute();
  }
}
