package jp.yagura.hardware;

/// What is measured, and in which unit its whole numbers are.
public enum SensorKind {
  /// 水位, above the gauge's own zero.
  WATER_LEVEL("mm"),
  /// 雨量 of ten minutes.
  RAIN("0.1mm"),
  /// 電池電圧
  BATTERY_VOLTAGE("mV"),
  /// 温度
  TEMPERATURE("0.1degC");

  private final String unit;

  SensorKind(String unit) {
    this.unit = unit;
  }

  public String unit() {
    return unit;
  }
}
