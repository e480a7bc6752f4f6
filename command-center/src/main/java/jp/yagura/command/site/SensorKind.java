package jp.yagura.command.site;

/** What a sensor measures. */
public enum SensorKind {
  /** 水位, in millimetres above the gauge's own zero. */
  WATER_LEVEL,
  /** 10分雨量, in tenths of a millimetre. */
  RAIN,
  /** 電池電圧, in millivolts. */
  BATTERY_VOLTAGE,
  /** 気温, in tenths of a degree Celsius. */
  TEMPERATURE
}
