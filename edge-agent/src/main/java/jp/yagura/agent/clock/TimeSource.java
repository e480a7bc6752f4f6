package jp.yagura.agent.clock;

/// Somebody who keeps the clock of the machine right.
public interface TimeSource {
  /// Whether the machine's time of day is right at this moment.
  boolean synchronised();
}
