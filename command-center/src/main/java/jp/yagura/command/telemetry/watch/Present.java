package jp.yagura.command.telemetry.watch;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.site.Sensor;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.Sites;

/** All towers and all their levels as they are now, from one picture of the database. */
@Singleton
final class Present {

  private final Database database;
  private final Sites sites;
  private final Clock clock;

  Present(Database database, Sites sites, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.clock = clock;
  }

  /**
   * @param silences sites whose silence stands in the journal
   */
  record State(List<LevelItem> levels, List<StationItem> stations, Set<String> silences) {}

  State read() {
    return database.read(
        sql -> {
          Map<Integer, Level> levels = LevelTable.all(sql);
          Map<String, Station> stations = StationTable.all(sql);
          Instant now = clock.instant();
          var levelItems = new ArrayList<LevelItem>();
          var stationItems = new ArrayList<StationItem>();
          for (Site site : sites.all()) {
            Station station = stations.getOrDefault(site.id(), Station.UNKNOWN);
            for (Sensor sensor : site.sensors()) {
              Level level = levels.getOrDefault(sensor.ref(), Level.NEVER);
              levelItems.add(Items.level(site, sensor, level, station, now));
            }
            stationItems.add(Items.station(site, station, levels, now));
          }
          return new State(levelItems, stationItems, SilenceTable.all(sql));
        });
  }
}
