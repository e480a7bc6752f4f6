package jp.yagura.command.kernel.journal;

import static jp.yagura.command.tables.Tables.JOURNAL_ENTRY;

import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;

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
