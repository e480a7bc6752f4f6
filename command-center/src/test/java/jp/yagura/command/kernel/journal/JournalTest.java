package jp.yagura.command.kernel.journal;

import static jp.yagura.command.kernel.journal.TestJournal.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.journal.ChainVerdict.Broken;
import jp.yagura.command.kernel.journal.ChainVerdict.Fault;
import jp.yagura.command.kernel.journal.ChainVerdict.Whole;
import jp.yagura.command.testing.BothDatabases;
import jp.yagura.command.testing.MutableClock;
import jp.yagura.command.testing.TestPostgres;
import org.junit.jupiter.api.Test;

class JournalTest {

  /** Every column that tells something, and what a forger might write there. */
  private static final List<String> FORGERIES =
      List.of(
          "kind = 'test.never-happened'",
          "occurred_at = occurred_at + 1",
          "recorded_at = recorded_at - 1",
          "actor = 'somebody else'",
          "source = 'elsewhere'",
          "subject = 'site/oko'",
          "important = 1",
          "ja = 'そんなことはなかった'",
          "en = 'it never happened'",
          "body = '{\"stage\":0}'",
          "id = '00000000-0000-7000-8000-000000000000'",
          "previous_hash = hash",
          "hash = previous_hash");

  private final UUID operation = UUID.randomUUID();

  @BothDatabases
  void entriesAreNumberedAndLinkedWithinTheirOperation(Database database) {
    Journal journal = TestJournal.on(database, MutableClock.atStart());
    UUID other = UUID.randomUUID();
    write(database, journal, operation, 3);
    write(database, journal, other, 2);
    assertThat(journal.newest(operation, Long.MAX_VALUE, 10))
        .extracting(JournalEntry::number)
        .containsExactly(3L, 2L, 1L);
    assertThat(journal.verify(operation))
        .isInstanceOfSatisfying(Whole.class, whole -> assertThat(whole.entries()).isEqualTo(3));
    assertThat(journal.verify(other))
        .isInstanceOfSatisfying(Whole.class, whole -> assertThat(whole.entries()).isEqualTo(2));
  }

  @BothDatabases
  void anEntryAndTheStateItTellsOfAreThereTogetherOrNotAtAll(Database database) {
    Journal journal = TestJournal.on(database, MutableClock.atStart());
    assertThatThrownBy(
            () ->
                database.write(
                    tx -> {
                      journal.append(tx, draft(operation, "told too early"));
                      throw new IllegalStateException("the state could not be changed");
                    }))
        .hasMessage("the state could not be changed");
    assertThat(journal.newest(operation, Long.MAX_VALUE, 10)).isEmpty();
    write(database, journal, operation, 1);
    assertThat(journal.verify(operation)).isInstanceOf(Whole.class);
  }

  @BothDatabases
  void sayingTheSameTwiceWritesItOnce(Database database) {
    Journal journal = TestJournal.on(database, MutableClock.atStart());
    JournalDraft said = draft(operation, "said twice");
    JournalEntry first = database.write(tx -> journal.append(tx, said));
    JournalEntry second = database.write(tx -> journal.append(tx, said));
    assertThat(second).isEqualTo(first);
    assertThat(journal.newest(operation, Long.MAX_VALUE, 10)).hasSize(1);
  }

  @BothDatabases
  void anyAlteredColumnIsFoundWhereItWasAltered(Database database) {
    Journal journal = TestJournal.on(database, MutableClock.atStart());
    for (String forgery : FORGERIES) {
      UUID chain = UUID.randomUUID();
      write(database, journal, chain, 4);
      tamper(database, "update journal_entry set " + forgery + at(chain, 2));
      assertThat(journal.verify(chain))
          .as(forgery)
          .isInstanceOfSatisfying(Broken.class, broken -> assertThat(broken.number()).isEqualTo(2));
      tamper(database, "delete from journal_entry where operation_id = '" + chain + "'");
    }
  }

  @BothDatabases
  void aMissingEntryIsFound(Database database) {
    Journal journal = TestJournal.on(database, MutableClock.atStart());
    write(database, journal, operation, 4);
    tamper(database, "delete from journal_entry" + at(operation, 3));
    assertThat(journal.verify(operation)).isEqualTo(new Broken(3, Fault.MISSING));
  }

  @BothDatabases
  void aCutOffEndIsFound(Database database) {
    Journal journal = TestJournal.on(database, MutableClock.atStart());
    write(database, journal, operation, 4);
    tamper(database, "delete from journal_entry" + at(operation, 4));
    assertThat(journal.verify(operation)).isEqualTo(new Broken(4, Fault.MISSING));
  }

  @BothDatabases
  void swappedEntriesAreFound(Database database) {
    Journal journal = TestJournal.on(database, MutableClock.atStart());
    write(database, journal, operation, 4);
    tamper(database, "update journal_entry set number = 99" + at(operation, 2));
    tamper(database, "update journal_entry set number = 2" + at(operation, 3));
    tamper(database, "update journal_entry set number = 3" + at(operation, 99));
    assertThat(journal.verify(operation)).isInstanceOf(Broken.class);
  }

  @Test
  void twoCommandCentersOnOneDatabaseWriteOneChainWithoutAGap() {
    TestPostgres.Fresh fresh = TestPostgres.shared().freshDatabase();
    try (Database one = fresh.open(2);
        Database two = fresh.open(2)) {
      Journal atOne = TestJournal.on(one, MutableClock.atStart());
      Journal atTwo = TestJournal.on(two, MutableClock.atStart());
      var written = new ArrayList<CompletableFuture<JournalEntry>>();
      for (int i = 0; i < 100; i++) {
        String words = "entry " + i;
        written.add(one.submit(tx -> atOne.append(tx, draft(operation, words))));
        written.add(two.submit(tx -> atTwo.append(tx, draft(operation, words))));
      }
      written.forEach(CompletableFuture::join);
      assertThat(atOne.verify(operation))
          .isInstanceOfSatisfying(Whole.class, whole -> assertThat(whole.entries()).isEqualTo(200));
    }
  }

  private static void write(Database database, Journal journal, UUID operation, int entries) {
    for (int i = 1; i <= entries; i++) {
      String words = "entry " + i;
      database.write(tx -> journal.append(tx, draft(operation, words)));
    }
  }

  private static String at(UUID operation, long number) {
    return " where operation_id = '" + operation + "' and number = " + number;
  }

  private static void tamper(Database database, String statement) {
    assertThat(database.<Integer>write(tx -> tx.sql().execute(statement))).isPositive();
  }
}
