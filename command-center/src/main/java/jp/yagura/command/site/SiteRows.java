package jp.yagura.command.site;

import static jp.yagura.command.tables.Tables.SENSOR;
import static jp.yagura.command.tables.Tables.SITE;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.yagura.shared.geo.LatLon;
import jp.yagura.shared.id.MunicipalityId;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.water.WaterLevel;
import jp.yagura.shared.water.WaterThresholds;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Sites and sensors as rows, both ways. */
final class SiteRows {

  /** A site with what only the broker may know of it. */
  record SiteRow(Site site, String deviceSecretSha256) {}

  private static final int LOCKED_AT_ONCE = 1_000;

  private SiteRows() {}

  static List<SiteRow> all(DSLContext sql) {
    Map<String, List<Sensor>> sensors =
        sql.selectFrom(SENSOR).orderBy(SENSOR.REF).fetch().stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.get(SENSOR.SITE_ID),
                    Collectors.mapping(SiteRows::sensor, Collectors.toList())));
    return sql.selectFrom(SITE)
        .orderBy(SITE.ID)
        .fetch((Record row) -> site(row, sensors.getOrDefault(row.get(SITE.ID), List.of())));
  }

  /** In the order of their ids, so that nobody waits for one who waits for them. */
  static void lock(DSLContext sql, List<String> ids) {
    for (int from = 0; from < ids.size(); from += LOCKED_AT_ONCE) {
      var some = ids.subList(from, Math.min(ids.size(), from + LOCKED_AT_ONCE));
      sql.select(SITE.ID)
          .from(SITE)
          .where(SITE.ID.in(some))
          .orderBy(SITE.ID)
          .forNoKeyUpdate()
          .fetch();
    }
  }

  private static SiteRow site(Record row, List<Sensor> sensors) {
    var site =
        new Site(
            new SiteAddress(
                new MunicipalityId(row.get(SITE.MUNICIPALITY)), new SiteId(row.get(SITE.ID))),
            UUID.fromString(row.get(SITE.OPERATION_ID)),
            row.get(SITE.NAME),
            row.get(SITE.NAME_EN),
            row.get(SITE.KANA),
            new LatLon(row.get(SITE.LAT), row.get(SITE.LON)),
            Duration.ofSeconds(row.get(SITE.CADENCE_SECONDS)),
            sensors);
    return new SiteRow(site, row.get(SITE.DEVICE_SECRET_SHA256));
  }

  private static Sensor sensor(Record row) {
    return new Sensor(
        row.get(SENSOR.REF),
        new SensorId(row.get(SENSOR.SENSOR_ID)),
        SensorKind.valueOf(row.get(SENSOR.KIND)),
        row.get(SENSOR.NAME),
        row.get(SENSOR.NAME_EN),
        row.get(SENSOR.UNIT),
        thresholds(row));
  }

  /** A sensor without hysteresis has no stages at all. */
  private static Optional<WaterThresholds> thresholds(Record row) {
    Integer hysteresis = row.get(SENSOR.HYSTERESIS_MM);
    Integer fallingReadings = row.get(SENSOR.FALLING_READINGS);
    return hysteresis == null || fallingReadings == null
        ? Optional.empty()
        : Optional.of(
            new WaterThresholds(
                level(row.get(SENSOR.STANDBY_MM)),
                level(row.get(SENSOR.CAUTION_MM)),
                level(row.get(SENSOR.EVACUATION_MM)),
                level(row.get(SENSOR.DANGER_MM)),
                hysteresis,
                fallingReadings));
  }

  private static Optional<WaterLevel> level(@Nullable Integer millimetres) {
    return Optional.ofNullable(millimetres).map(WaterLevel::new);
  }

  static void put(DSLContext sql, SiteRow row) {
    Site site = row.site();
    var values =
        Map.of(
            SITE.MUNICIPALITY, site.address().municipality().value(),
            SITE.OPERATION_ID, site.operation().toString(),
            SITE.NAME, site.name(),
            SITE.NAME_EN, site.nameEn(),
            SITE.KANA, site.kana(),
            SITE.LAT, site.place().latitude(),
            SITE.LON, site.place().longitude(),
            SITE.CADENCE_SECONDS, Math.toIntExact(site.cadence().toSeconds()),
            SITE.DEVICE_SECRET_SHA256, row.deviceSecretSha256());
    sql.insertInto(SITE)
        .set(SITE.ID, site.id())
        .set(values)
        .onConflict(SITE.ID)
        .doUpdate()
        .set(values)
        .execute();
    site.sensors().forEach(sensor -> put(sql, site.id(), sensor));
  }

  private static void put(DSLContext sql, String site, Sensor sensor) {
    Optional<WaterThresholds> stages = sensor.thresholds();
    var row = DSL.using(sql.dialect()).newRecord(SENSOR);
    row.set(SENSOR.KIND, sensor.kind().name());
    row.set(SENSOR.NAME, sensor.name());
    row.set(SENSOR.NAME_EN, sensor.nameEn());
    row.set(SENSOR.UNIT, sensor.unit());
    row.set(SENSOR.STANDBY_MM, millimetres(stages.flatMap(WaterThresholds::standby)));
    row.set(SENSOR.CAUTION_MM, millimetres(stages.flatMap(WaterThresholds::caution)));
    row.set(SENSOR.EVACUATION_MM, millimetres(stages.flatMap(WaterThresholds::evacuation)));
    row.set(SENSOR.DANGER_MM, millimetres(stages.flatMap(WaterThresholds::danger)));
    row.set(SENSOR.HYSTERESIS_MM, stages.map(WaterThresholds::hysteresisMillimetres).orElse(null));
    row.set(SENSOR.FALLING_READINGS, stages.map(WaterThresholds::fallingReadings).orElse(null));
    int changed =
        sql.update(SENSOR)
            .set(row)
            .where(SENSOR.SITE_ID.eq(site))
            .and(SENSOR.SENSOR_ID.eq(sensor.id().value()))
            .execute();
    if (changed == 0) {
      row.set(SENSOR.REF, nextRef(sql));
      row.set(SENSOR.SITE_ID, site);
      row.set(SENSOR.SENSOR_ID, sensor.id().value());
      sql.insertInto(SENSOR).set(row).execute();
    }
  }

  private static int nextRef(DSLContext sql) {
    return sql.select(DSL.coalesce(DSL.max(SENSOR.REF), 0)).from(SENSOR).fetchSingle().value1() + 1;
  }

  private static @Nullable Integer millimetres(Optional<WaterLevel> level) {
    return level.map(WaterLevel::millimetres).orElse(null);
  }
}
