package jp.yagura.command.chronology;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.kernel.journal.Journal;
import jp.yagura.command.kernel.journal.JournalEntry;
import jp.yagura.command.kernel.journal.JournalFollower;
import jp.yagura.command.kernel.live.Live;
import jp.yagura.command.kernel.live.LiveItem;
import jp.yagura.command.kernel.live.LiveTopic;
import jp.yagura.command.operation.Operations;

/** Tells the pages of every new line, and of the latest ones when they open. */
@Singleton
final class Chronology implements JournalFollower, LiveTopic {

  static final String NAME = "chronology";

  /** What a page begins with; the rest is asked for when someone scrolls back. */
  private static final int LATEST = 200;

  private final Journal journal;
  private final Operations operations;
  private final Live live;
  private final ObjectMapper json;

  Chronology(Journal journal, Operations operations, Live live, ObjectMapper json) {
    this.journal = journal;
    this.operations = operations;
    this.live = live;
    this.json = json;
  }

  @Override
  public void written(Transaction transaction, JournalEntry entry) {
    live.publish(transaction, NAME, List.of(ChronologyLine.of(entry, json)));
  }

  List<ChronologyLine> before(UUID operation, long number, int limit) {
    return journal.newest(operation, number, limit).stream()
        .map(entry -> ChronologyLine.of(entry, json))
        .toList();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String permission() {
    return ChronologyPermissions.READ;
  }

  @Override
  public List<? extends LiveItem> snapshot() {
    var latest = new ArrayList<ChronologyLine>();
    operations.all().stream()
        .filter(operation -> operation.isOpen())
        .forEach(operation -> latest.addAll(before(operation.id(), Long.MAX_VALUE, LATEST)));
    latest.sort(Comparator.comparing(ChronologyLine::recordedAt).reversed());
    return latest.size() > LATEST ? latest.subList(0, LATEST) : latest;
  }
}
