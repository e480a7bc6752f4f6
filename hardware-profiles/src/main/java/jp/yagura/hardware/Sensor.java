package jp.yagura.hardware;

import java.time.Duration;
import jp.yagura.shared.yaml.YamlNode;

/// A kind of sensor: what it measures, how finely, and how it is asked.
///
/// @param least the lowest value it can mean; what lies outside of least and most is suspect
/// @param warmUp how long it must have power before it can be believed
public record Sensor(
    String id,
    String name,
    String nameEn,
    SensorKind kind,
    long least,
    long most,
    int resolution,
    Connection connection,
    double watts,
    Duration warmUp) {

  /// How it is asked.
  public enum Connection {
    MODBUS_RTU,
    CURRENT_LOOP,
    PULSE,
    I2C,
    CONTACT
  }

  public Sensor {
    Rules.profileId(id);
    Rules.name(name);
    Rules.name(nameEn);
    Rules.watts(watts);
    if (least >= most) {
      throw new IllegalArgumentException("range: least must be below most");
    }
    if (resolution < 1) {
      throw new IllegalArgumentException("resolution must be 1 or more of the unit");
    }
  }

  static Sensor from(YamlNode yaml) {
    SensorKind kind = yaml.text("kind", text -> Rules.oneOf(SensorKind.class, text));
    yaml.text("unit", unit -> Rules.unitOf(kind, unit));
    YamlNode range = yaml.child("range");
    return new Sensor(
        yaml.text("id"),
        yaml.text("name"),
        yaml.text("nameEn"),
        kind,
        range.longInteger("least"),
        range.longInteger("most"),
        yaml.integer("resolution"),
        yaml.text("connection", text -> Rules.oneOf(Connection.class, text)),
        yaml.decimal("watts"),
        yaml.duration("warmUp"));
  }

  /// Whether the sensor can mean this value at all.
  public boolean canMean(long value) {
    return value >= least && value <= most;
  }
}
