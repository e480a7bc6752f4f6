package jp.yagura.hardware;

import java.util.Optional;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.water.WaterLevel;
import jp.yagura.shared.water.WaterThresholds;
import jp.yagura.shared.yaml.YamlNode;

/// A sensor in its place.
///
/// @param thresholds of a water level gauge, where they are known
public record SitedSensor(
    SensorId id, Sensor profile, String name, String nameEn, Optional<WaterThresholds> thresholds) {

  public SitedSensor {
    Rules.name(name);
    Rules.name(nameEn);
    if (thresholds.isPresent() && profile.kind() != SensorKind.WATER_LEVEL) {
      throw new IllegalArgumentException("only a water level has thresholds");
    }
  }

  static SitedSensor from(YamlNode yaml, Catalogue catalogue) {
    return new SitedSensor(
        yaml.text("id", SensorId::new),
        yaml.text("profile", catalogue::sensor),
        yaml.text("name"),
        yaml.text("nameEn"),
        yaml.optional("thresholds", (sensor, key) -> sensor.child(key, SitedSensor::thresholds)));
  }

  public SensorKind kind() {
    return profile.kind();
  }

  /// `{standby: 1200, caution: 1600, evacuation: 2400, danger: 3200, hysteresis: 50,
  /// fallingReadings: 2}`, in millimetres; each may be left out.
  public static WaterThresholds thresholds(YamlNode yaml) {
    return new WaterThresholds(
        level(yaml, "standby"),
        level(yaml, "caution"),
        level(yaml, "evacuation"),
        level(yaml, "danger"),
        yaml.optional("hysteresis", YamlNode::integer)
            .orElse(WaterThresholds.DEFAULT_HYSTERESIS_MILLIMETRES),
        yaml.optional("fallingReadings", YamlNode::integer)
            .orElse(WaterThresholds.DEFAULT_FALLING_READINGS));
  }

  private static Optional<WaterLevel> level(YamlNode yaml, String key) {
    return yaml.optional(key, YamlNode::integer).map(WaterLevel::new);
  }
}
