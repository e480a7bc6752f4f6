package jp.yagura.command.telemetry.watch;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.StorageException;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.kernel.live.Live;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.Sites;
import jp.yagura.shared.id.SiteId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices what does not come. Values grow stale without anybody sending anything, so once a second
 * all are looked at; pages are told of those whose freshness has turned, and a tower that falls
 * silent, or comes back, stands in the journal.
 */
@Singleton
final class FreshnessWatch {

  private static final Logger log = LoggerFactory.getLogger(FreshnessWatch.class);

  private final Present present;
  private final Sites sites;
  private final Database database;
  private final WatchJournal journal;
  private final Live live;
  private final Clock clock;
  private final Map<String, Freshness> toldLevels = new HashMap<>();
  private final Map<String, Freshness> toldStations = new HashMap<>();

  FreshnessWatch(
      Present present,
      Sites sites,
      Database database,
      WatchJournal journal,
      Live live,
      Clock clock) {
    this.present = present;
    this.sites = sites;
    this.database = database;
    this.journal = journal;
    this.live = live;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = "1s", initialDelay = "1s")
  synchronized void look() {
    Present.State now = present.read();
    var levels = new ArrayList<LevelItem>();
    for (LevelItem level : now.levels()) {
      if (toldLevels.put(level.id(), level.freshness()) != level.freshness()) {
        levels.add(level);
      }
    }
    var stations = new ArrayList<StationItem>();
    for (StationItem station : now.stations()) {
      if (toldStations.put(station.id(), station.freshness()) != station.freshness()) {
        stations.add(station);
      }
      note(station, now.silences().contains(station.id()));
    }
    tell(levels, stations);
  }

  private void tell(List<LevelItem> levels, List<StationItem> stations) {
    if (!levels.isEmpty()) {
      live.publishNow(LevelsTopic.NAME, levels, List.of());
    }
    if (!stations.isEmpty()) {
      live.publishNow(StationsTopic.NAME, stations, List.of());
    }
  }

  /**
   * What fell silent, or came back, while no command center ran is noted late, but noted; and of
   * several command centers one notes it.
   */
  private void note(StationItem station, boolean noted) {
    Instant lastHeardAt = station.lastHeardAt();
    if (lastHeardAt == null || noted == (station.freshness() == Freshness.SILENT)) {
      return;
    }
    Site site = sites.byId(new SiteId(station.id())).orElseThrow();
    try {
      if (noted) {
        database.write(tx -> noteReturn(tx, site));
      } else {
        database.write(tx -> noteSilence(tx, site, lastHeardAt));
      }
    } catch (StorageException e) {
      log.warn("{} could not be noted and will be: {}", site.address(), e.getMessage());
    }
  }

  private boolean noteSilence(Transaction tx, Site site, Instant lastHeardAt) {
    boolean first = SilenceTable.begin(tx.sql(), site.id(), lastHeardAt);
    if (first) {
      journal.silent(tx, site, lastHeardAt);
    }
    return first;
  }

  private boolean noteReturn(Transaction tx, Site site) {
    Optional<Instant> since = SilenceTable.end(tx.sql(), site.id());
    since.ifPresent(silentSince -> journal.back(tx, site, silentSince, clock.instant()));
    return since.isPresent();
  }
}
