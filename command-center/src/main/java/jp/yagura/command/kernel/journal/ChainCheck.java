package jp.yagura.command.kernel.journal;

import static jp.yagura.command.tables.Tables.JOURNAL_ENTRY;
import static jp.yagura.command.tables.Tables.JOURNAL_HEAD;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.yagura.command.kernel.journal.ChainVerdict.Broken;
import jp.yagura.command.kernel.journal.ChainVerdict.Fault;
import jp.yagura.command.kernel.journal.ChainVerdict.Whole;
import org.jooq.DSLContext;
import org.jooq.Record;

/** One walk along one chain, in one consistent picture of the database. */
final class ChainCheck {

  private final DSLContext sql;
  private final String operation;
  private long expectedNumber = 1;
  private String expectedPrevious = JournalHash.BEGINNING;

  ChainCheck(DSLContext sql, UUID operation) {
    this.sql = sql;
    this.operation = operation.toString();
  }

  ChainVerdict run() {
    try (var rows =
        sql.select(JournalRows.lettersOfColumns())
            .from(JOURNAL_ENTRY)
            .where(JOURNAL_ENTRY.OPERATION_ID.eq(operation))
            .orderBy(JOURNAL_ENTRY.NUMBER)
            .fetchSize(1_000)
            .fetchLazy()) {
      for (var row : rows) {
        Optional<Broken> fault = check(row);
        if (fault.isPresent()) {
          return fault.get();
        }
      }
    }
    return atTheEnd();
  }

  /** Reads what stands there to the letter: a change that means the same is a change. */
  private Optional<Broken> check(Record row) {
    JournalEntry entry;
    try {
      entry = JournalRows.ofLetters(List.of(row.into(String[].class)));
    } catch (IllegalArgumentException notWhatWeWrite) {
      return broken(Fault.ALTERED);
    }
    if (entry.number() != expectedNumber) {
      return broken(Fault.MISSING);
    }
    if (!entry.hash().equals(entry.contentHash())) {
      return broken(Fault.ALTERED);
    }
    if (!entry.previousHash().equals(expectedPrevious)) {
      return broken(Fault.UNLINKED);
    }
    expectedNumber++;
    expectedPrevious = entry.hash();
    return Optional.empty();
  }

  /** The recorded end tells of entries cut off behind the last one that is still there. */
  private ChainVerdict atTheEnd() {
    var end =
        sql.select(JOURNAL_HEAD.NUMBER, JOURNAL_HEAD.HASH)
            .from(JOURNAL_HEAD)
            .where(JOURNAL_HEAD.OPERATION_ID.eq(operation))
            .fetchOptional();
    long recorded = end.map(r -> r.value1()).orElse(0L);
    if (recorded != expectedNumber - 1) {
      return new Broken(expectedNumber, Fault.MISSING);
    }
    if (end.isPresent() && !end.get().value2().equals(expectedPrevious)) {
      return new Broken(recorded, Fault.UNLINKED);
    }
    return new Whole(recorded, expectedPrevious);
  }

  private Optional<Broken> broken(Fault fault) {
    return Optional.of(new Broken(expectedNumber, fault));
  }
}
