package jp.yagura.command.telemetry.watch;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.StorageException;
import jp.yagura.command.kernel.live.Live;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.Sites;
import jp.yagura.shared.id.SiteId;
import org.jspecify.annotations.Nullable;
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
  private final Map<String, StationItem> toldStations = new HashMap<>();

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
      StationItem told = toldStations.put(station.id(), station);
      if (told == null || told.freshness() != station.freshness()) {
        stations.add(station);
        note(told, station);
      }
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
   * What fell silent while no command center ran is noted late, but noted; the entry's id is made
   * of its facts, so noting it again changes nothing.
   */
  private void note(@Nullable StationItem before, StationItem now) {
    Instant lastHeard = (before == null ? now : before).lastHeardAt();
    if (lastHeard == null) {
      return; // never heard of: nothing has ended
    }
    Site site = sites.byId(new SiteId(now.id())).orElseThrow();
    boolean wasSilent = before != null && before.freshness() == Freshness.SILENT;
    try {
      if (now.freshness() == Freshness.SILENT) {
        database.write(tx -> journal.silent(tx, site, lastHeard));
      } else if (wasSilent) {
        database.write(tx -> journal.back(tx, site, lastHeard, clock.instant()));
      }
    } catch (StorageException e) {
      toldStations.remove(now.id()); // the next look finds it again and writes it down then
      log.warn("{} could not be noted: {}", site.address(), e.getMessage());
    }
  }
}
