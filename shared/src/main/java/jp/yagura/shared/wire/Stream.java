package jp.yagura.shared.wire;

/// What of a site is numbered without gaps (1, 2, 3, …), each stream for itself and anew with every
/// epoch. The epoch is the time (epoch millis) at which the site's outbox was created: a new box, a
/// new count.
public enum Stream {
  READINGS,
  /// Alarms and power changes together.
  EVENTS,
  SNAPSHOTS
}
