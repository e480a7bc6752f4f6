package jp.yagura.agent.sensor;

/// Why what a sensor says is not taken at its word.
public enum Doubt {
  /// The device does not answer, or answers what is no number.
  UNREADABLE,
  /// No such value exists here: it is not handed on at all.
  OUT_OF_RANGE,
  /// Too far from the values just before it (a bird, a branch, a bad echo).
  SPIKE,
  /// Not the slightest change for so long that the device must have stopped measuring.
  FROZEN
}
