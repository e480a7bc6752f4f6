package jp.yagura.command.kernel.journal;

import static jp.yagura.command.tables.Tables.JOURNAL_ENTRY;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;

/** Entries as rows of the table, both ways. */
final class JournalRows {

  private JournalRows() {}

  static void insert(DSLContext sql, JournalEntry entry) {
    sql.insertInto(JOURNAL_ENTRY)
        .set(JOURNAL_ENTRY.OPERATION_ID, entry.operation().toString())
        .set(JOURNAL_ENTRY.NUMBER, entry.number())
        .set(JOURNAL_ENTRY.ID, entry.id().toString())
        .set(JOURNAL_ENTRY.KIND, entry.kind())
        .set(JOURNAL_ENTRY.OCCURRED_AT, entry.occurredAt())
        .set(JOURNAL_ENTRY.RECORDED_AT, entry.recordedAt())
        .set(JOURNAL_ENTRY.ACTOR, entry.actor())
        .set(JOURNAL_ENTRY.SOURCE, entry.source())
        .set(JOURNAL_ENTRY.SUBJECT, entry.subject())
        .set(JOURNAL_ENTRY.IMPORTANT, entry.important() ? 1 : 0)
        .set(JOURNAL_ENTRY.JA, entry.ja())
        .set(JOURNAL_ENTRY.EN, entry.en())
        .set(JOURNAL_ENTRY.BODY, entry.body())
        .set(JOURNAL_ENTRY.PREVIOUS_HASH, entry.previousHash())
        .set(JOURNAL_ENTRY.HASH, entry.hash())
        .execute();
  }

  static JournalEntry read(Record row) {
    return new JournalEntry(
        UUID.fromString(row.get(JOURNAL_ENTRY.OPERATION_ID)),
        row.get(JOURNAL_ENTRY.NUMBER),
        UUID.fromString(row.get(JOURNAL_ENTRY.ID)),
        row.get(JOURNAL_ENTRY.KIND),
        row.get(JOURNAL_ENTRY.OCCURRED_AT),
        row.get(JOURNAL_ENTRY.RECORDED_AT),
        row.get(JOURNAL_ENTRY.ACTOR),
        row.get(JOURNAL_ENTRY.SOURCE),
        row.get(JOURNAL_ENTRY.SUBJECT),
        row.get(JOURNAL_ENTRY.IMPORTANT) != 0,
        row.get(JOURNAL_ENTRY.JA),
        row.get(JOURNAL_ENTRY.EN),
        row.get(JOURNAL_ENTRY.BODY),
        row.get(JOURNAL_ENTRY.PREVIOUS_HASH),
        row.get(JOURNAL_ENTRY.HASH));
  }

  /** The columns as the database holds them, to the letter; in the order of {@link #letters}. */
  static List<Field<String>> lettersOfColumns() {
    return Stream.<Field<?>>of(
            JOURNAL_ENTRY.OPERATION_ID,
            JOURNAL_ENTRY.NUMBER,
            JOURNAL_ENTRY.ID,
            JOURNAL_ENTRY.KIND,
            JOURNAL_ENTRY.OCCURRED_AT,
            JOURNAL_ENTRY.RECORDED_AT,
            JOURNAL_ENTRY.ACTOR,
            JOURNAL_ENTRY.SOURCE,
            JOURNAL_ENTRY.SUBJECT,
            JOURNAL_ENTRY.IMPORTANT,
            JOURNAL_ENTRY.JA,
            JOURNAL_ENTRY.EN,
            JOURNAL_ENTRY.BODY,
            JOURNAL_ENTRY.PREVIOUS_HASH,
            JOURNAL_ENTRY.HASH)
        .map(column -> column.cast(SQLDataType.VARCHAR))
        .toList();
  }

  /** The columns that this entry, and no other, is written as. */
  static List<String> letters(JournalEntry entry) {
    return List.of(
        entry.operation().toString(),
        Long.toString(entry.number()),
        entry.id().toString(),
        entry.kind(),
        Long.toString(entry.occurredAt().toEpochMilli()),
        Long.toString(entry.recordedAt().toEpochMilli()),
        entry.actor(),
        entry.source(),
        entry.subject(),
        entry.important() ? "1" : "0",
        entry.ja(),
        entry.en(),
        entry.body(),
        entry.previousHash(),
        entry.hash());
  }

  /**
   * The other way round.
   *
   * @throws IllegalArgumentException if no entry is written like this
   */
  static JournalEntry ofLetters(List<String> letters) {
    var entry =
        new JournalEntry(
            UUID.fromString(letters.get(0)),
            Long.parseLong(letters.get(1)),
            UUID.fromString(letters.get(2)),
            letters.get(3),
            Instant.ofEpochMilli(Long.parseLong(letters.get(4))),
            Instant.ofEpochMilli(Long.parseLong(letters.get(5))),
            letters.get(6),
            letters.get(7),
            letters.get(8),
            letters.get(9).equals("1"),
            letters.get(10),
            letters.get(11),
            letters.get(12),
            letters.get(13),
            letters.get(14));
    if (!letters(entry).equals(letters)) {
      throw new IllegalArgumentException("another writing of the same"); // like an id in capitals
    }
    return entry;
  }

  static JournalEntry withHash(JournalEntry e, String hash) {
    return new JournalEntry(
        e.operation(),
        e.number(),
        e.id(),
        e.kind(),
        e.occurredAt(),
        e.recordedAt(),
        e.actor(),
        e.source(),
        e.subject(),
        e.important(),
        e.ja(),
        e.en(),
        e.body(),
        e.previousHash(),
        hash);
  }
}
