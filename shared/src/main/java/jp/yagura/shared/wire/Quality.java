package jp.yagura.shared.wire;

/// How far a reading can be believed.
public enum Quality {
  /// 正常
  NORMAL,
  /// 要確認: implausible, for example a jump. Kept and shown, and still able to raise an alert.
  SUSPECT,
  /// 欠測: the sensor did not answer. There is no value, which is not the value zero.
  MISSING
}
