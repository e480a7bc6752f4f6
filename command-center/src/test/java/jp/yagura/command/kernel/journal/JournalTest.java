package jp.yagura.command.kernel.journal;

import static jp.yagura.command.kernel.journal.Drafts.draft;
import static jp.yagura.command.tables.Tables.JOURNAL_ENTRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.journal.ChainVerdict.Whole;
import jp.yagura.command.testing.BothDatabases;
import jp.yagura.command.testing.TestPostgres;
import org.junit.jupiter.api.Test;

class JournalTest {

  private static final int AT_ONCE = 100;

  private final UUID flood = UUID.randomUUID();
  private final UUID exercise = UUID.randomUUID();

  @BothDatabases
  void anEntryIsThereIfAndOnlyIfTheStateItTellsOfIs(Database database) {
    var heard = new CopyOnWriteArrayList<JournalEntry>();
    Journal journal = Journals.on(database, List.of(), heard::add);
    var kept = database.write(tx -> journal.append(tx, draft(flood, "越水")));
    assertThatThrownBy(
            () ->
                database.write(
                    tx -> {
                      journal.append(tx, draft(flood, "never happened"));
                      throw new IllegalStateException("the state could not be written");
                    }))
        .hasMessage("the state could not be written");
    assertThat(journal.newest(flood, Long.MAX_VALUE, 10)).containsExactly(kept);
    assertThat(heard).containsExactly(kept);
    assertThat(journal.verify(flood)).isEqualTo(new Whole(1, kept.hash()));
  }

  @BothDatabases
  void whoFollowsAndFailsTakesTheEntryWithIt(Database database) {
    JournalFollower picky =
        (_, entry) -> {
          if (entry.ja().equals("refused")) {
            throw new IllegalStateException("not this one");
          }
        };
    Journal journal = Journals.on(database, List.of(picky), _ -> {});
    database.write(tx -> journal.append(tx, draft(flood, "followed")));
    assertThatThrownBy(() -> database.write(tx -> journal.append(tx, draft(flood, "refused"))))
        .hasMessage("not this one");
    assertThat(texts(journal, flood)).containsExactly("followed");
  }

  @BothDatabases
  void sayingTheSameTwiceWritesItOnce(Database database) {
    var heard = new CopyOnWriteArrayList<JournalEntry>();
    Journal journal = Journals.on(database, List.of(), heard::add);
    UUID id = UUID.randomUUID();
    var first = database.write(tx -> journal.append(tx, draft(flood, id, "first")));
    var second = database.write(tx -> journal.append(tx, draft(flood, id, "second")));
    assertThat(second).isEqualTo(first);
    assertThat(heard).containsExactly(first);
    assertThat(journal.verify(flood)).isEqualTo(new Whole(1, first.hash()));
  }

  @BothDatabases
  void eachOperationHasAChainOfItsOwn(Database database) {
    Journal journal = Journals.on(database);
    for (int i = 0; i < 3; i++) {
      String text = "entry " + i;
      database.write(tx -> journal.append(tx, draft(flood, text)));
      database.write(tx -> journal.append(tx, draft(exercise, text)));
    }
    assertThat(numbers(journal, flood)).containsExactly(3L, 2L, 1L);
    assertThat(numbers(journal, exercise)).containsExactly(3L, 2L, 1L);
    database.write(
        tx ->
            tx.sql()
                .update(JOURNAL_ENTRY)
                .set(JOURNAL_ENTRY.JA, "altered")
                .where(JOURNAL_ENTRY.OPERATION_ID.eq(exercise.toString()))
                .execute());
    assertThat(journal.verify(flood)).isInstanceOf(Whole.class);
    assertThat(journal.verify(exercise)).isInstanceOf(ChainVerdict.Broken.class);
  }

  @BothDatabases
  void pagesAreReadFromTheNewestBackwards(Database database) {
    Journal journal = Journals.on(database);
    fill(database, journal, 10);
    assertThat(journal.newest(flood, Long.MAX_VALUE, 4))
        .extracting(JournalEntry::number)
        .containsExactly(10L, 9L, 8L, 7L);
    assertThat(journal.newest(flood, 7, 4))
        .extracting(JournalEntry::number)
        .containsExactly(6L, 5L, 4L, 3L);
    assertThat(journal.newest(flood, 1, 4)).isEmpty();
  }

  @BothDatabases
  void aLongChainIsVerifiedWithoutHoldingItInMemory(Database database) {
    Journal journal = Journals.on(database);
    fill(database, journal, 10_000);
    // far less than ten thousand entries need: the walk holds a window of them at a time
    long before = usedMemory();
    long began = System.nanoTime();
    assertThat(journal.verify(flood)).isInstanceOf(Whole.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    assertThat(usedMemory() - before).isLessThan(64L << 20);
  }

  @Test
  void twoCommandCentersWriteOneChainWithoutAGap() {
    TestPostgres.Fresh place = TestPostgres.shared().freshDatabase();
    try (Database one = place.open(1);
        Database other = place.open(1)) {
      Journal journalOfOne = Journals.on(one);
      Journal journalOfOther = Journals.on(other);
      UUID shared = UUID.randomUUID();
      var all = new ArrayList<CompletableFuture<JournalEntry>>();
      for (int i = 0; i < 100; i++) {
        String text = "entry " + i;
        all.add(one.submit(tx -> journalOfOne.append(tx, draft(flood, text))));
        all.add(other.submit(tx -> journalOfOther.append(tx, draft(flood, text))));
        // and now and then both in another order, so that they would wait for each other
        all.add(one.submit(tx -> journalOfOne.append(tx, draft(exercise, text))));
        all.add(other.submit(tx -> journalOfOther.append(tx, draft(exercise, text))));
      }
      all.add(one.submit(tx -> journalOfOne.append(tx, draft(flood, shared, "noticed by both"))));
      all.add(
          other.submit(tx -> journalOfOther.append(tx, draft(flood, shared, "noticed by both"))));
      all.forEach(CompletableFuture::join);
      assertThat(journalOfOne.newest(flood, Long.MAX_VALUE, 1_000))
          .extracting(JournalEntry::number)
          .containsExactlyElementsOf(
              LongStream.iterate(201, n -> n - 1).limit(201).boxed().toList());
      assertThat(journalOfOne.verify(flood)).isInstanceOf(Whole.class);
      assertThat(journalOfOther.verify(exercise))
          .isInstanceOfSatisfying(Whole.class, whole -> assertThat(whole.entries()).isEqualTo(200));
    }
  }

  private void fill(Database database, Journal journal, int entries) {
    for (int from = 1; from <= entries; from += AT_ONCE) {
      IntStream some = IntStream.rangeClosed(from, Math.min(entries, from + AT_ONCE - 1));
      database.write(
          tx -> some.mapToObj(i -> journal.append(tx, draft(flood, "entry " + i))).toList());
    }
  }

  private static long usedMemory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static List<String> texts(Journal journal, UUID operation) {
    return journal.newest(operation, Long.MAX_VALUE, 100).stream().map(JournalEntry::ja).toList();
  }

  private static List<Long> numbers(Journal journal, UUID operation) {
    return journal.newest(operation, Long.MAX_VALUE, 100).stream()
        .map(JournalEntry::number)
        .toList();
  }
}
