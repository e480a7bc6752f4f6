package jp.yagura.command.chronology;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.journal.Journal;
import jp.yagura.command.kernel.journal.JournalDraft;
import jp.yagura.command.kernel.journal.JournalEntry;

/** What people write into the chronology. */
@Singleton
final class Notes {

  private final Database database;
  private final Journal journal;
  private final ObjectMapper json;
  private final Clock clock;

  Notes(Database database, Journal journal, ObjectMapper json, Clock clock) {
    this.database = database;
    this.journal = journal;
    this.json = json;
    this.clock = clock;
  }

  record Written(ChronologyLine line, boolean isNew) {}

  Written write(NoteRequest note, UUID operation, String account) {
    Instant occurredAt = note.occurredAt() == null ? clock.instant() : note.occurredAt();
    var draft =
        new JournalDraft(
            operation,
            note.id(),
            "chronology.noted",
            occurredAt,
            account,
            "console",
            "operation/" + operation,
            false,
            new JournalDraft.Words(note.text(), note.text()),
            "{}");
    return database.write(
        tx -> {
          boolean isNew = !journal.has(tx, note.id());
          JournalEntry entry = journal.append(tx, draft);
          return new Written(ChronologyLine.of(entry, json), isNew);
        });
  }
}
