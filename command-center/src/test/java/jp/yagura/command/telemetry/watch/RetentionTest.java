package jp.yagura.command.telemetry.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.site.Sensor;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.Sites;
import jp.yagura.command.testing.MutableClock;
import jp.yagura.command.testing.TestCenter;
import jp.yagura.command.testing.TestPostgres;
import jp.yagura.command.testing.TestSites;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.wire.Dating;
import jp.yagura.shared.wire.Reading;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Single readings are kept for a time, roll-ups longer, and what is now is never forgotten. */
class RetentionTest {

  private static final Instant NOW = MutableClock.START;
  private static final SensorId WATER = new SensorId("wl");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Database.Dialect.class)
  void singleReadingsAreForgottenFirstAndRollUpsLater(Database.Dialect dialect) {
    try (TestCenter center = center(dialect)) {
      var ages =
          List.of(
              Duration.ofDays(31), Duration.ofDays(29), Duration.ofDays(3), Duration.ofHours(1));
      store(center, ages);
      center.bean(Retention.class).forget();
      assertThat(agesIn(center, "observed_at", "reading")).containsExactly(ages.get(3));
      assertThat(agesIn(center, "begins_at", "rollup")).hasSize(3).doesNotContain(ages.get(0));
      assertThat(agesIn(center, "observed_at", "level")).containsExactly(ages.get(3));
    }
  }

  @ParameterizedTest
  @EnumSource(Database.Dialect.class)
  void aTowerThatHasBeenGoneForLongIsStillKnownByItsLastValue(Database.Dialect dialect) {
    try (TestCenter center = center(dialect)) {
      store(center, List.of(Duration.ofDays(300)));
      center.bean(Retention.class).forget();
      assertThat(agesIn(center, "observed_at", "reading")).isEmpty();
      assertThat(agesIn(center, "observed_at", "level")).containsExactly(Duration.ofDays(300));
    }
  }

  private static void store(TestCenter center, List<Duration> ages) {
    Site inabu = center.bean(Sites.class).byId(new SiteId("inabu")).orElseThrow();
    Sensor water = inabu.sensor(WATER).orElseThrow();
    var readings = new ArrayList<NewReading>();
    for (Duration age : ages) {
      Instant at = NOW.minus(age);
      readings.add(
          new NewReading(
              inabu,
              water,
              1,
              readings.size() + 1,
              Reading.normal(WATER, at, 500),
              Dating.SURE,
              at));
    }
    center
        .database()
        .write(
            tx -> {
              center
                  .bean(Watch.class)
                  .store(tx, new Watch.News(readings, List.of(), List.of(), List.of()));
              return readings.size();
            });
  }

  private TestCenter center(Database.Dialect dialect) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("yagura.sites.import-file", TestSites.writeInto(folder).toString());
    settings.put("yagura.telemetry.keep-readings", "1d");
    settings.put("yagura.telemetry.keep-rollups", "30d");
    if (dialect == Database.Dialect.POSTGRESQL) {
      settings.putAll(TestCenter.on(TestPostgres.shared().freshDatabase()));
    }
    return TestCenter.start(settings);
  }

  private static List<Duration> agesIn(TestCenter center, String column, String table) {
    return center
        .database()
        .read(sql -> sql.fetch("select " + column + " from " + table).getValues(0, Long.class))
        .stream()
        .map(millis -> Duration.between(Instant.ofEpochMilli(millis), NOW))
        .toList();
  }
}
