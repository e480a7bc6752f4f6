package jp.yagura.command.kernel.journal;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.ApplicationEventPublisher;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.UUID;
import jp.yagura.command.kernel.db.Database;

/** A journal that nobody follows, and entries for it. */
final class TestJournal {

  private TestJournal() {}

  static Journal on(Database database, Clock clock) {
    return new Journal(database, clock, new Nobody(), ApplicationEventPublisher.noOp());
  }

  static JournalDraft draft(UUID operation, String words) {
    return new JournalDraft(
        operation,
        UUID.randomUUID(),
        "test.happened",
        Instant.parse("2026-11-21T00:00:00Z"),
        "somebody",
        "test",
        "site/inabu",
        false,
        new JournalDraft.Words(words, words + " in English"),
        "{}");
  }

  private static final class Nobody implements BeanProvider<JournalFollower> {
    @Override
    public JournalFollower get() {
      throw new IllegalStateException("nobody follows");
    }

    @Override
    public Iterator<JournalFollower> iterator() {
      return Collections.emptyIterator();
    }
  }
}
