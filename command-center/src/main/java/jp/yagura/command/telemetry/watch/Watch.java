package jp.yagura.command.telemetry.watch;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.kernel.live.Live;
import jp.yagura.command.site.Sensor;
import jp.yagura.command.site.Site;
import jp.yagura.command.telemetry.watch.DeviceEvent.Alarmed;
import jp.yagura.command.telemetry.watch.DeviceEvent.LetGo;
import jp.yagura.command.telemetry.watch.DeviceEvent.PowerChanged;
import jp.yagura.command.telemetry.watch.StationNews.Born;
import jp.yagura.command.telemetry.watch.StationNews.Died;
import jp.yagura.command.telemetry.watch.StationNews.Heard;
import jp.yagura.command.telemetry.watch.StationNews.Reported;
import jp.yagura.command.telemetry.watch.StationNews.SummedUp;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.water.WaterLevel;
import jp.yagura.shared.water.WaterStage;
import jp.yagura.shared.wire.AlarmKind;

/**
 * Takes in what the towers said: stores it, judges it, writes what is of consequence into the
 * journal and tells the pages, all in the one transaction it is handed.
 */
@Singleton
public final class Watch {

  /** That a tower is still heard of is written down about this often, not with every message. */
  private static final Duration HEARD_STEP = Duration.ofSeconds(1);

  private final WatchJournal journal;
  private final Live live;
  private final Clock clock;

  Watch(WatchJournal journal, Live live, Clock clock) {
    this.journal = journal;
    this.live = live;
    this.clock = clock;
  }

  /** All that a group of messages brought, each for the first time. */
  public record News(
      List<NewReading> readings,
      List<NewSummary> summaries,
      List<DeviceEvent> events,
      List<StationNews> stations) {}

  public void store(Transaction tx, News news) {
    ReadingTable.insert(tx.sql(), news.readings());
    RollupTable.add(tx.sql(), news.readings());
    CorrectionTable.add(tx.sql(), news.readings(), clock.instant());
    SummaryTable.giveWayTo(tx.sql(), news.readings());
    SummaryTable.keep(tx.sql(), news.summaries());
    DeviceEventTable.insert(tx.sql(), news.events());
    new Judgement(tx, news).run();
  }

  /** One group of news against what was known before. */
  private final class Judgement {

    private final Transaction tx;
    private final News news;
    private final Map<String, Site> sites = new HashMap<>();
    private final Map<Integer, Level> levels;
    private final Map<Integer, Level> changedLevels = new HashMap<>();
    private final Map<String, Station> before;
    private final Map<String, Station> stations;
    private final Instant now = clock.instant();

    Judgement(Transaction tx, News news) {
      this.tx = tx;
      this.news = news;
      news.readings().forEach(r -> sites.put(r.site().id(), r.site()));
      news.summaries().forEach(s -> sites.put(s.site().id(), s.site()));
      news.events().forEach(e -> sites.put(e.site().id(), e.site()));
      news.stations().forEach(s -> sites.put(s.site().id(), s.site()));
      this.levels = LevelTable.load(tx.sql(), sensorsToKnow());
      this.before = StationTable.load(tx.sql(), sites.keySet());
      this.stations = new HashMap<>(before);
    }

    /** Those with news, and every gauge of a touched tower: its worst stage is told with it. */
    private Set<Integer> sensorsToKnow() {
      var refs = new HashSet<Integer>();
      news.readings().forEach(r -> refs.add(r.sensor().ref()));
      news.summaries().forEach(s -> refs.add(s.sensor().ref()));
      sites.values().forEach(site -> gauges(site).forEach(gauge -> refs.add(gauge.ref())));
      return refs;
    }

    void run() {
      news.stations().forEach(this::judge);
      news.events().forEach(this::judge);
      byTimeOfObservation(news.readings()).forEach(this::judge);
      news.summaries().stream()
          .sorted(Comparator.comparing(s -> s.values().lastAt()))
          .forEach(this::judge);
      LevelTable.save(tx.sql(), changedLevels);
      StationTable.save(tx.sql(), stationsToSave());
      tell();
    }

    private static List<NewReading> byTimeOfObservation(List<NewReading> readings) {
      var sorted = new ArrayList<>(readings);
      sorted.sort(Comparator.comparing(r -> r.reading().observedAt()));
      return sorted;
    }

    private void judge(StationNews what) {
      Station known = station(what.site());
      stations.put(
          what.site().id(),
          switch (what) {
            case Heard(_, Instant at) -> known.heard(at);
            case Born(_, var birth, Instant at, boolean retained) ->
                known.after(birth, at, retained);
            case Died(_, var death, Instant at) -> known.after(death, at);
            case SummedUp(_, Duration span) -> known.at(span);
            case Reported(_, var status, _) -> known.after(status);
          });
    }

    private void judge(DeviceEvent what) {
      Station known = station(what.site());
      switch (what) {
        case Alarmed(Site site, var alarm, boolean clockWrong, _) -> {
          journal.alarm(tx, site, alarm, clockWrong);
          if (alarm.kind() == AlarmKind.OVERFLOW) {
            stations.put(site.id(), known.overflow(alarm.raised(), alarm.at()));
          }
        }
        case LetGo(Site site, var dropped, boolean clockWrong, _) ->
            journal.dropped(tx, site, dropped, clockWrong);
        case PowerChanged(Site site, var change, boolean clockWrong, _) -> {
          Station then = known.after(change);
          Optional<PowerState> was = known.power().map(Station.Power::state);
          if (!was.equals(then.power().map(Station.Power::state))) {
            journal.power(tx, site, change, clockWrong);
          }
          stations.put(site.id(), then);
        }
      }
    }

    private void judge(NewReading r) {
      Level known = levels.getOrDefault(r.sensor().ref(), Level.NEVER);
      if (known.isOlderThan(r.reading())) {
        boolean late =
            Freshness.cameLate(r.reading().observedAt(), r.receivedAt(), cadence(r.site()));
        replace(r.site(), r.sensor(), known, known.after(r), late);
      }
    }

    /** What its last value says of now; the rest is for the chart. */
    private void judge(NewSummary s) {
      Level known = levels.getOrDefault(s.sensor().ref(), Level.NEVER);
      if (known.isOlderThan(s.last())) {
        Duration pace = Items.longer(cadence(s.site()), s.span());
        boolean late = Freshness.cameLate(s.values().lastAt(), s.receivedAt(), pace);
        replace(s.site(), s.sensor(), known, known.after(s), late);
      }
    }

    private void replace(Site site, Sensor sensor, Level known, Level then, boolean late) {
      levels.put(sensor.ref(), then);
      changedLevels.put(sensor.ref(), then);
      Optional<WaterStage> to = then.stages().byLevel();
      if (to.isPresent() && !to.equals(known.stages().byLevel())) {
        var change =
            new StageChange(
                site,
                sensor,
                known.stages().byLevel(),
                to.get(),
                new WaterLevel((int) then.value().orElseThrow()),
                then.observedAt(),
                late);
        if (change.isNews()) {
          journal.stage(tx, change);
        }
      }
    }

    private Duration cadence(Site site) {
      return station(site).cadence(site.cadence());
    }

    private Station station(Site site) {
      return stations.getOrDefault(site.id(), Station.UNKNOWN);
    }

    private Map<String, Station> stationsToSave() {
      var changed = new TreeMap<String, Station>();
      stations.forEach(
          (id, station) -> {
            Station known = before.getOrDefault(id, Station.UNKNOWN);
            if (isNewsBesidesBeingHeard(known, station)
                || !known.lastHeardAt().plus(HEARD_STEP).isAfter(station.lastHeardAt())) {
              changed.put(id, station);
            }
          });
      return changed;
    }

    private static boolean isNewsBesidesBeingHeard(Station known, Station station) {
      return !station.equals(known) && !station.equals(known.heard(station.lastHeardAt()))
          || station.link().online() != known.link().online();
    }

    private void tell() {
      var levelItems = new ArrayList<LevelItem>();
      var stationItems = new ArrayList<StationItem>();
      for (Site site : sites.values()) {
        Station station = station(site);
        Station known = before.getOrDefault(site.id(), Station.UNKNOWN);
        boolean overflowTurned = known.overflow().reported() != station.overflow().reported();
        boolean stageTurned = false;
        for (Sensor sensor : site.sensors()) {
          boolean gauge = sensor.thresholds().isPresent();
          Level level = levels.getOrDefault(sensor.ref(), Level.NEVER);
          if (changedLevels.containsKey(sensor.ref()) || (gauge && overflowTurned)) {
            levelItems.add(Items.level(site, sensor, level, station, now));
            stageTurned |= gauge;
          }
        }
        if (stageTurned || isNewsBesidesBeingHeard(known, station)) {
          stationItems.add(Items.station(site, station, levels, now));
        }
      }
      if (!levelItems.isEmpty()) {
        live.publish(tx, LevelsTopic.NAME, levelItems);
      }
      if (!stationItems.isEmpty()) {
        live.publish(tx, StationsTopic.NAME, stationItems);
      }
    }
  }

  static List<Sensor> gauges(Site site) {
    return site.sensors().stream().filter(sensor -> sensor.thresholds().isPresent()).toList();
  }
}
