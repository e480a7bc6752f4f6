package jp.yagura.agent.uplink;

import java.util.Optional;

/// What is worth more goes first. Asked anew for every message, so that an alarm overtakes a
/// picture of which half is sent.
///
/// A status has no place of its own here: it goes between alarms and readings when it is due, or
/// rides along. Logs and other things of care go when none of this waits.
enum Value {
  ALARM,
  /// Measured in the newest sending interval.
  FRESH_READINGS,
  THUMBNAIL,
  BACKLOG_READINGS,
  FULL_PICTURE;

  /// Everything but an alarm must leave it a place in the line.
  boolean isBulk() {
    return this != ALARM;
  }

  interface Source<T, E extends Exception> {
    Optional<T> of(Value value) throws E;
  }

  /// The most valuable thing that waits.
  static <T, E extends Exception> Optional<T> first(boolean bulkToo, Source<T, E> waiting)
      throws E {
    for (Value value : values()) {
      Optional<T> next = bulkToo || !value.isBulk() ? waiting.of(value) : Optional.empty();
      if (next.isPresent()) {
        return next;
      }
    }
    return Optional.empty();
  }
}
