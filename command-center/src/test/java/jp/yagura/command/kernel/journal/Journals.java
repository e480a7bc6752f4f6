package jp.yagura.command.kernel.journal;

import io.micronaut.context.event.ApplicationEventPublisher;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.testing.MutableClock;
import jp.yagura.command.testing.Several;

/** A journal on a database of a test, and whom it tells. */
final class Journals {

  private Journals() {}

  static Journal on(Database database) {
    return on(database, List.of(), _ -> {});
  }

  static Journal on(
      Database database, List<JournalFollower> followers, Consumer<JournalEntry> hears) {
    return new Journal(
        database, MutableClock.atStart(), new Several<>(followers), new Published(hears));
  }

  private record Published(Consumer<JournalEntry> hears)
      implements ApplicationEventPublisher<JournalEntry> {
    @Override
    public void publishEvent(JournalEntry entry) {
      hears.accept(entry);
    }

    @Override
    public Future<Void> publishEventAsync(JournalEntry entry) {
      throw new UnsupportedOperationException("the journal tells of its entries in their order");
    }
  }
}
