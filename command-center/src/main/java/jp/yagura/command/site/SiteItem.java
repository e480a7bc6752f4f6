package jp.yagura.command.site;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import jp.yagura.command.kernel.live.LiveItem;
import jp.yagura.shared.water.WaterLevel;
import jp.yagura.shared.water.WaterThresholds;
import org.jspecify.annotations.Nullable;

/** A site as the console is told of it. */
@Serdeable
record SiteItem(
    String id,
    String operationId,
    String name,
    String nameEn,
    String kana,
    double lat,
    double lon,
    long cadenceSeconds,
    List<SensorItem> sensors)
    implements LiveItem {

  @Serdeable
  record SensorItem(
      String id,
      SensorKind kind,
      String name,
      String nameEn,
      String unit,
      @Nullable ThresholdsItem thresholds) {}

  /** In millimetres; an absent one is not defined for this gauge. */
  @Serdeable
  record ThresholdsItem(
      @Nullable Integer standby,
      @Nullable Integer caution,
      @Nullable Integer evacuation,
      @Nullable Integer danger,
      int hysteresis) {}

  static SiteItem of(Site site) {
    return new SiteItem(
        site.id(),
        site.operation().toString(),
        site.name(),
        site.nameEn(),
        site.kana(),
        site.place().latitude(),
        site.place().longitude(),
        site.cadence().toSeconds(),
        site.sensors().stream().map(SiteItem::of).toList());
  }

  private static SensorItem of(Sensor sensor) {
    return new SensorItem(
        sensor.id().value(),
        sensor.kind(),
        sensor.name(),
        sensor.nameEn(),
        sensor.unit(),
        sensor.thresholds().map(SiteItem::of).orElse(null));
  }

  private static ThresholdsItem of(WaterThresholds thresholds) {
    return new ThresholdsItem(
        thresholds.standby().map(WaterLevel::millimetres).orElse(null),
        thresholds.caution().map(WaterLevel::millimetres).orElse(null),
        thresholds.evacuation().map(WaterLevel::millimetres).orElse(null),
        thresholds.danger().map(WaterLevel::millimetres).orElse(null),
        thresholds.hysteresisMillimetres());
  }
}
