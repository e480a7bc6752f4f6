package jp.yagura.command.kernel.journal;

import java.util.UUID;
import jp.yagura.command.testing.MutableClock;

/** Entries to be written, with everything a test does not care about filled in. */
final class Drafts {

  private Drafts() {}

  static JournalDraft draft(UUID operation, String text) {
    return draft(operation, UUID.randomUUID(), text);
  }

  static JournalDraft draft(UUID operation, UUID id, String text) {
    return new JournalDraft(
        operation,
        id,
        "test.noted",
        MutableClock.START,
        "system",
        "console",
        "site/inabu",
        true,
        new JournalDraft.Words(text, text + " (en)"),
        "{\"stage\":4}");
  }
}
