package jp.yagura.agent.uplink;

import java.time.Duration;
import java.time.Instant;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;

/// A letter under way: published, and not yet confirmed by the command center.
///
/// @param grace how much longer than usual the command center may take to confirm it
/// @param taken whether the broker has answered (PUBACK), be it with a refusal
record Flight(
    Stream stream, SeqRange range, int bytes, Instant sentAt, Duration grace, boolean taken) {

  Flight takenByBroker() {
    return new Flight(stream, range, bytes, sentAt, grace, true);
  }

  /// There is no use in waiting longer than usual for what the command center will never see.
  Flight refusedByBroker() {
    return new Flight(stream, range, bytes, sentAt, Duration.ZERO, true);
  }
}
