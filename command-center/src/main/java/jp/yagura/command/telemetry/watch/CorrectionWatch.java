package jp.yagura.command.telemetry.watch;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.StorageException;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.Sites;
import jp.yagura.command.telemetry.watch.CorrectionTable.Correction;
import jp.yagura.shared.id.SiteId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells once, when all of it has come in, that a tower had a wrong clock and which times were put
 * right.
 */
@Singleton
final class CorrectionWatch {

  /** A backlog comes message upon message; when it pauses for so long it is through. */
  private static final Duration QUIET = Duration.ofSeconds(20);

  private static final Logger log = LoggerFactory.getLogger(CorrectionWatch.class);

  private final Database database;
  private final Sites sites;
  private final WatchJournal journal;
  private final Clock clock;

  CorrectionWatch(Database database, Sites sites, WatchJournal journal, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.journal = journal;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = "5s", initialDelay = "5s")
  void look() {
    for (Correction correction :
        database.read(sql -> CorrectionTable.untold(sql, clock.instant().minus(QUIET)))) {
      try {
        tell(correction);
      } catch (StorageException e) {
        log.warn("{} could not be told and will be: {}", correction, e.getMessage());
      }
    }
  }

  private void tell(Correction correction) {
    Site site = sites.byId(new SiteId(correction.site())).orElseThrow();
    var _ =
        database.write(
            tx -> {
              boolean first = CorrectionTable.mark(tx.sql(), correction);
              if (first) {
                journal.corrected(tx, site, correction, clock.instant());
              }
              return first;
            });
  }
}
