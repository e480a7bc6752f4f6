package jp.yagura.command.site;

import java.util.Optional;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.water.WaterThresholds;

/**
 * A sensor of a site.
 *
 * @param ref its short number in the tables of readings; never given to another sensor
 */
public record Sensor(
    int ref,
    SensorId id,
    SensorKind kind,
    String name,
    String nameEn,
    String unit,
    Optional<WaterThresholds> thresholds) {

  /** Until it is in the table. */
  static final int NO_REF_YET = 0;
}
