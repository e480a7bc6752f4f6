package jp.yagura.command.telemetry.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import jp.yagura.command.site.Sensor;
import jp.yagura.command.site.Site;
import jp.yagura.shared.water.WaterStage;

/** What is known at a moment, as the console is told of it. */
final class Items {

  private Items() {}

  static LevelItem level(Site site, Sensor sensor, Level level, Station station, Instant now) {
    return LevelItem.of(
        site, sensor, level, station.overflow().reported(), freshness(site, level, station, now));
  }

  static StationItem station(Site site, Station station, Map<Integer, Level> levels, Instant now) {
    return StationItem.of(site.id(), station, worst(site, levels), freshness(site, station, now));
  }

  static Freshness freshness(Site site, Level level, Station station, Instant now) {
    return Freshness.ofValue(
        level.observedAt(),
        level.receivedAt(),
        longer(station.cadence(site.cadence()), level.summaryOf()),
        station.link().online(),
        now);
  }

  static Freshness freshness(Site site, Station station, Instant now) {
    Duration pace = longer(station.cadence(site.cadence()), station.link().pace());
    return Freshness.ofStation(station.lastHeardAt(), pace, station.link().online(), now);
  }

  /** Who saves power and sends summaries besides is waited for as long as the slower of both. */
  static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static Optional<WaterStage> worst(Site site, Map<Integer, Level> levels) {
    return Watch.gauges(site).stream()
        .map(gauge -> levels.getOrDefault(gauge.ref(), Level.NEVER))
        .flatMap(level -> level.stages().byLevel().stream())
        .max(Comparator.comparingInt(WaterStage::number));
  }
}
