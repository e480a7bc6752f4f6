package jp.yagura.simulators.town;

/// What a sensor of a simulated tower measures, in the unit its readings come in.
public enum SensorKind {
  /// 水位
  WATER_LEVEL("mm"),
  /// 10分雨量
  RAIN("0.1mm"),
  /// 電池電圧
  BATTERY_VOLTAGE("mV");

  private final String unit;

  SensorKind(String unit) {
    this.unit = unit;
  }

  public String unit() {
    return unit;
  }
}
