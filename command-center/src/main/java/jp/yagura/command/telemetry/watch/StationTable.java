package jp.yagura.command.telemetry.watch;

import static jp.yagura.command.tables.Tables.STATION;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jp.yagura.command.telemetry.watch.Link.Ways;
import jp.yagura.command.telemetry.watch.Station.Battery;
import jp.yagura.command.telemetry.watch.Station.Overflow;
import jp.yagura.command.telemetry.watch.Station.Power;
import jp.yagura.command.telemetry.watch.Station.Queue;
import jp.yagura.shared.power.OnBattery;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.power.TimeLeft;
import jp.yagura.shared.wire.ClockState;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Stations as rows, both ways. */
final class StationTable {

  private static final int SITES_AT_ONCE = 5_000;
  private static final List<Field<?>> COLUMNS =
      List.of(
          STATION.ONLINE,
          STATION.ONLINE_AT,
          STATION.CONNECTED_AT,
          STATION.LAST_HEARD_AT,
          STATION.POWER,
          STATION.POWER_SINCE_AT,
          STATION.POWER_OBSERVED_AT,
          STATION.BATTERY_MILLIVOLTS,
          STATION.BATTERY_PERCENT,
          STATION.BATTERY_AT,
          STATION.MINUTES_LEFT,
          STATION.MINUTES_LEFT_LEAST,
          STATION.MINUTES_LEFT_MOST,
          STATION.MODES_LEFT,
          STATION.SPEAKS_EVERY,
          STATION.WAITING,
          STATION.OLDEST_WAITING_AT,
          STATION.BEARER,
          STATION.CONNECTION_AT,
          STATION.PACE_SECONDS,
          STATION.BEARERS,
          STATION.BEARERS_AT,
          STATION.STATUS_AT,
          STATION.OVERFLOW,
          STATION.OVERFLOW_AT,
          STATION.CLOCK);

  private StationTable() {}

  static Map<String, Station> load(DSLContext sql, Collection<String> sites) {
    var stations = new HashMap<String, Station>();
    var wanted = List.copyOf(new TreeSet<>(sites));
    for (int from = 0; from < wanted.size(); from += SITES_AT_ONCE) {
      var some = wanted.subList(from, Math.min(wanted.size(), from + SITES_AT_ONCE));
      sql.selectFrom(STATION)
          .where(STATION.SITE_ID.in(some))
          .fetch()
          .forEach(row -> stations.put(row.get(STATION.SITE_ID), read(row)));
    }
    return stations;
  }

  static Map<String, Station> all(DSLContext sql) {
    var stations = new HashMap<String, Station>();
    sql.selectFrom(STATION)
        .fetch()
        .forEach(row -> stations.put(row.get(STATION.SITE_ID), read(row)));
    return stations;
  }

  private static Station read(Record row) {
    return new Station(
        new Link(
            row.get(STATION.ONLINE) != 0,
            row.get(STATION.ONLINE_AT),
            Optional.ofNullable(row.get(STATION.BEARER)),
            Optional.ofNullable(row.get(STATION.CONNECTION_AT)),
            Duration.ofSeconds(row.get(STATION.PACE_SECONDS)),
            ways(row)),
        row.get(STATION.CONNECTED_AT),
        row.get(STATION.LAST_HEARD_AT),
        Optional.ofNullable(row.get(STATION.POWER))
            .map(
                name ->
                    new Power(
                        PowerState.valueOf(name),
                        row.get(STATION.POWER_SINCE_AT),
                        row.get(STATION.POWER_OBSERVED_AT))),
        Optional.ofNullable(row.get(STATION.BATTERY_AT))
            .map(
                at ->
                    new Battery(
                        row.get(STATION.BATTERY_MILLIVOLTS),
                        row.get(STATION.BATTERY_PERCENT),
                        at,
                        prospect(row))),
        Optional.ofNullable(row.get(STATION.STATUS_AT))
            .map(
                at ->
                    new Queue(
                        row.get(STATION.WAITING),
                        Optional.ofNullable(row.get(STATION.OLDEST_WAITING_AT)),
                        at)),
        new Overflow(row.get(STATION.OVERFLOW) != 0, row.get(STATION.OVERFLOW_AT)),
        Optional.ofNullable(row.get(STATION.CLOCK)).map(ClockState::valueOf));
  }

  private static Optional<OnBattery> prospect(Record row) {
    return timeLeft(row)
        .map(
            byPlan ->
                new OnBattery(
                    byPlan,
                    Optional.ofNullable(row.get(STATION.MODES_LEFT)).map(ModesText::read),
                    Optional.ofNullable(row.get(STATION.SPEAKS_EVERY)).map(Duration::ofSeconds)));
  }

  private static Ways ways(Record row) {
    String bearers = row.get(STATION.BEARERS);
    Instant at = row.get(STATION.BEARERS_AT);
    return bearers == null || at == null ? Ways.UNKNOWN : new Ways(BearersText.parse(bearers), at);
  }

  private static Optional<TimeLeft> timeLeft(Record row) {
    Integer expected = row.get(STATION.MINUTES_LEFT);
    Integer least = row.get(STATION.MINUTES_LEFT_LEAST);
    Integer most = row.get(STATION.MINUTES_LEFT_MOST);
    return expected == null || least == null || most == null
        ? Optional.empty()
        : Optional.of(
            new TimeLeft(
                Duration.ofMinutes(least), Duration.ofMinutes(expected), Duration.ofMinutes(most)));
  }

  static void save(DSLContext sql, Map<String, Station> stations) {
    if (stations.isEmpty()) {
      return;
    }
    var all = new ArrayList<Field<?>>(List.of(STATION.SITE_ID));
    all.addAll(COLUMNS);
    BatchBindStep batch =
        sql.batch(
            DSL.using(sql.dialect())
                .insertInto(STATION)
                .columns(all)
                .values(new Object[all.size()])
                .onConflict(STATION.SITE_ID)
                .doUpdate()
                .set(COLUMNS.stream().collect(Collectors.toMap(c -> c, DSL::excluded))));
    for (var entry : new TreeMap<>(stations).entrySet()) {
      batch = batch.bind(values(entry.getKey(), entry.getValue()));
    }
    batch.execute();
  }

  private static Object[] values(String site, Station s) {
    return new Object[] {
      site,
      s.link().online() ? 1 : 0,
      s.link().since(),
      s.connectedAt(),
      s.lastHeardAt(),
      s.power().map(p -> p.state().name()).orElse(null),
      s.power().map(Power::since).orElse(null),
      s.power().map(Power::observedAt).orElse(null),
      s.battery().map(Battery::millivolts).orElse(null),
      s.battery().map(Battery::percent).orElse(null),
      s.battery().map(Battery::at).orElse(null),
      s.minutesLeft(TimeLeft::expected).orElse(null),
      s.minutesLeft(TimeLeft::least).orElse(null),
      s.minutesLeft(TimeLeft::most).orElse(null),
      s.prospect().flatMap(OnBattery::inModes).map(ModesText::write).orElse(null),
      s.prospect()
          .flatMap(OnBattery::speaksEvery)
          .map(every -> Math.toIntExact(every.toSeconds()))
          .orElse(null),
      s.queue().map(Queue::waiting).orElse(null),
      s.queue().flatMap(Queue::oldest).orElse(null),
      s.link().bearer().orElse(null),
      s.link().connection().orElse(null),
      (int) s.link().pace().toSeconds(),
      BearersText.of(s.link().ways().bearers()),
      s.link().ways().at(),
      s.queue().map(Queue::at).orElse(null),
      s.overflow().reported() ? 1 : 0,
      s.overflow().at(),
      s.clock().map(ClockState::name).orElse(null),
    };
  }
}
