package jp.yagura.agent.uplink;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The birth of the present connection.
///
/// @param toldAt in ms since boot
/// @param said by a clock that only runs forward
/// @param isAnswered whether the command center has told the time
record Introduction(
    Instant connectedAt, String bearer, long toldAt, Instant said, boolean isAnswered) {
  static final Introduction NONE = new Introduction(Instant.EPOCH, "", 0, Instant.EPOCH, false);

  /// So long a box that does not know the time waits to be told before it sends readings.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration BETWEEN = Duration.ofMinutes(1);

  /// The wire knows whole milliseconds, and the answer brings it back from there.
  Introduction {
    connectedAt = connectedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  Introduction answered() {
    return new Introduction(connectedAt, bearer, toldAt, said, true);
  }

  boolean isAnsweredOrOld(Instant now) {
    return isAnswered || !now.isBefore(said.plus(PATIENCE));
  }

  /// Several command centers may come back at once, and one answer is enough for all of them.
  boolean mayBeRepeated(Instant now) {
    return !now.isBefore(said.plus(BETWEEN));
  }
}
