package jp.yagura.agent.outbox;

/// How a row's time was told, as it is stored. Written out, like [QualityCode].
final class DatingCode {
  /// By a clock that was right.
  static final int SURE = 0;

  /// By a clock that did not know the time; may still be put right while the machine runs.
  static final int UNSURE = 1;

  /// Put right.
  static final int CORRECTED = 2;

  private DatingCode() {}
}
