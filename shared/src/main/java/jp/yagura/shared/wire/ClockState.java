package jp.yagura.shared.wire;

/// What a site's clock goes by.
public enum ClockState {
  /// A time service (NTP, GNSS).
  SYNCHRONISED,
  /// The command center has said what time it is.
  FROM_CENTER,
  /// Nobody has said so far.
  UNSURE
}
