package jp.yagura.command.device;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.kernel.journal.Journal;
import jp.yagura.command.kernel.journal.JournalDraft;
import jp.yagura.command.site.Site;
import jp.yagura.shared.id.Uuid7;

/** What is done with the boxes goes into the journal. */
@Singleton
final class DeviceJournal {

  private final Journal journal;
  private final ObjectMapper json;
  private final Clock clock;
  private final Uuid7 ids;

  DeviceJournal(Journal journal, ObjectMapper json, Clock clock) {
    this.journal = journal;
    this.json = json;
    this.clock = clock;
    this.ids = new Uuid7(clock);
  }

  static String device(Site site) {
    return "device:" + site.address();
  }

  void write(
      Transaction tx,
      Site site,
      String kind,
      String actor,
      boolean important,
      String ja,
      String en,
      Map<String, Object> body) {
    try {
      journal.append(
          tx,
          new JournalDraft(
              site.operation(),
              ids.next(),
              "device." + kind,
              clock.instant(),
              actor,
              actor.startsWith("device:") ? "device" : "console",
              "site/" + site.id(),
              important,
              new JournalDraft.Words(site.name() + "：" + ja, site.nameEn() + ": " + en),
              json.writeValueAsString(body)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
