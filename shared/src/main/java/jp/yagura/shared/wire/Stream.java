package jp.yagura.shared.wire;

/// What of a site is numbered without gaps (1, 2, 3, …), each stream for itself and anew with every
/// epoch. An epoch belongs to one start of the agent: about the time (epoch millis) at which it
/// began, and always higher than that of the start before.
public enum Stream {
  READINGS,
  /// Alarms and power changes together.
  EVENTS,
  SNAPSHOTS
}
