package jp.yagura.shared.wire;

/// What a tower calls out about.
public enum AlarmKind {
  /// Water over the bank.
  OVERFLOW,
  POWER_FAILURE,
  SENSOR_FAULT,
  /// The tower cannot keep what it measures safe (disk full or broken).
  OUTBOX_TROUBLE,
  TEST
}
