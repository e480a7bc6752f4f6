package jp.yagura.command.telemetry.watch;

import static jp.yagura.command.tables.Tables.LEVEL;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jp.yagura.shared.water.RateOfRise;
import jp.yagura.shared.water.StageState;
import jp.yagura.shared.water.WaterStage;
import jp.yagura.shared.wire.Quality;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Levels as rows, both ways. */
final class LevelTable {

  private static final int REFS_AT_ONCE = 5_000;
  private static final WaterStage[] STAGES = WaterStage.values();

  private LevelTable() {}

  static Map<Integer, Level> load(DSLContext sql, Collection<Integer> refs) {
    var levels = new HashMap<Integer, Level>();
    var wanted = List.copyOf(new TreeSet<>(refs));
    for (int from = 0; from < wanted.size(); from += REFS_AT_ONCE) {
      var some = wanted.subList(from, Math.min(wanted.size(), from + REFS_AT_ONCE));
      sql.selectFrom(LEVEL)
          .where(LEVEL.SENSOR_REF.in(some))
          .fetch()
          .forEach(row -> levels.put(row.get(LEVEL.SENSOR_REF), read(row)));
    }
    return levels;
  }

  static Map<Integer, Level> all(DSLContext sql) {
    var levels = new HashMap<Integer, Level>();
    sql.selectFrom(LEVEL).fetch().forEach(row -> levels.put(row.get(LEVEL.SENSOR_REF), read(row)));
    return levels;
  }

  private static Level read(Record row) {
    Long value = row.get(LEVEL.VALUE);
    return new Level(
        row.get(LEVEL.VERSION),
        value == null ? OptionalLong.empty() : OptionalLong.of(value),
        Quality.values()[row.get(LEVEL.QUALITY)],
        row.get(LEVEL.OBSERVED_AT),
        row.get(LEVEL.RECEIVED_AT),
        new StageState(
            Optional.ofNullable(row.get(LEVEL.STAGE)).map(n -> STAGES[n]),
            false,
            held(row.get(LEVEL.HELD))),
        Optional.ofNullable(row.get(LEVEL.RATE)).map(RateOfRise::new),
        RecentPoints.parse(row.get(LEVEL.RECENT)),
        Duration.ofSeconds(row.get(LEVEL.SUMMARY_SECONDS)));
  }

  static void save(DSLContext sql, Map<Integer, Level> levels) {
    if (levels.isEmpty()) {
      return;
    }
    var columns =
        List.of(
            LEVEL.VERSION,
            LEVEL.VALUE,
            LEVEL.QUALITY,
            LEVEL.OBSERVED_AT,
            LEVEL.RECEIVED_AT,
            LEVEL.STAGE,
            LEVEL.HELD,
            LEVEL.RATE,
            LEVEL.RECENT,
            LEVEL.SUMMARY_SECONDS);
    var all = new ArrayList<org.jooq.Field<?>>(List.of(LEVEL.SENSOR_REF));
    all.addAll(columns);
    var newValues = columns.stream().collect(Collectors.toMap(c -> c, DSL::excluded));
    BatchBindStep batch =
        sql.batch(
            DSL.using(sql.dialect())
                .insertInto(LEVEL)
                .columns(all)
                .values(new Object[all.size()])
                .onConflict(LEVEL.SENSOR_REF)
                .doUpdate()
                .set(newValues));
    for (var entry : new TreeMap<>(levels).entrySet()) {
      Level level = entry.getValue();
      batch =
          batch.bind(
              entry.getKey(),
              level.version(),
              level.value().isPresent() ? level.value().getAsLong() : null,
              level.quality().ordinal(),
              level.observedAt(),
              level.receivedAt(),
              level.stages().byLevel().map(WaterStage::number).orElse(null),
              held(level.stages().held()),
              level.rate().map(RateOfRise::millimetresPer10Minutes).orElse(null),
              level.recent().text(),
              (int) level.summaryOf().toSeconds());
    }
    batch.execute();
  }

  private static String held(List<WaterStage> stages) {
    return stages.stream().map(s -> String.valueOf(s.number())).collect(Collectors.joining());
  }

  private static List<WaterStage> held(String digits) {
    return digits.chars().mapToObj(digit -> STAGES[digit - '0']).toList();
  }
}
