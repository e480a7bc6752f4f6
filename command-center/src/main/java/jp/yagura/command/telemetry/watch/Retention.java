package jp.yagura.command.telemetry.watch;

import static jp.yagura.command.tables.Tables.CUSTODY;
import static jp.yagura.command.tables.Tables.READING;
import static jp.yagura.command.tables.Tables.ROLLUP;
import static jp.yagura.command.tables.Tables.SUMMARY;

import io.micronaut.context.annotation.Value;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.site.Sensor;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.Sites;
import jp.yagura.command.tables.tables.Custody;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets single readings and roll-ups (and summaries) that are older than the city wants to keep
 * them. Sensor by sensor, so that no transaction is long; the tables are clustered by sensor and
 * time.
 */
@Singleton
final class Retention {

  private static final Logger log = LoggerFactory.getLogger(Retention.class);

  private final Database database;
  private final Sites sites;
  private final Clock clock;
  private final Duration readings;
  private final Duration rollups;

  Retention(
      Database database,
      Sites sites,
      Clock clock,
      @Value("${yagura.telemetry.keep-readings}") Duration readings,
      @Value("${yagura.telemetry.keep-rollups}") Duration rollups) {
    this.database = database;
    this.sites = sites;
    this.clock = clock;
    this.readings = readings;
    this.rollups = rollups;
  }

  @Scheduled(fixedDelay = "1h", initialDelay = "10m")
  void forget() {
    Instant oldestReading = clock.instant().minus(readings);
    Instant oldestRollup = clock.instant().minus(rollups);
    int forgotten = 0;
    for (Site site : sites.all()) {
      for (Sensor sensor : site.sensors()) {
        forgotten += forget(sensor, oldestReading, oldestRollup);
      }
    }
    forgetSuperseded(oldestReading);
    if (forgotten > 0) {
      log.info("{} readings and roll-ups past their keeping were forgotten", forgotten);
    }
  }

  /**
   * Each start of an agent has an epoch of its own. One that has a successor, no holes, and whose
   * readings are past their keeping tells nobody anything.
   */
  private void forgetSuperseded(Instant before) {
    Custody newer = CUSTODY.as("newer");
    var _ =
        database.write(
            tx ->
                tx.sql()
                    .deleteFrom(CUSTODY)
                    .where(CUSTODY.ABOVE.eq(""))
                    .and(CUSTODY.CHANGED_AT.lt(before))
                    .and(CUSTODY.CHANGED_AT.gt(Instant.EPOCH))
                    .andExists(
                        DSL.selectOne()
                            .from(newer)
                            .where(newer.SITE_ID.eq(CUSTODY.SITE_ID))
                            .and(newer.STREAM.eq(CUSTODY.STREAM))
                            .and(newer.EPOCH.gt(CUSTODY.EPOCH)))
                    .execute());
  }

  private int forget(Sensor sensor, Instant oldestReading, Instant oldestRollup) {
    return database.write(
        tx ->
            tx.sql()
                    .deleteFrom(READING)
                    .where(READING.SENSOR_REF.eq(sensor.ref()))
                    .and(READING.OBSERVED_AT.lt(oldestReading))
                    .execute()
                + tx.sql()
                    .deleteFrom(SUMMARY)
                    .where(SUMMARY.SENSOR_REF.eq(sensor.ref()))
                    .and(SUMMARY.BEGINS_AT.lt(oldestRollup))
                    .execute()
                + tx.sql()
                    .deleteFrom(ROLLUP)
                    .where(ROLLUP.SENSOR_REF.eq(sensor.ref()))
                    .and(ROLLUP.BEGINS_AT.lt(oldestRollup))
                    .execute());
  }
}
