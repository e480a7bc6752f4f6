package jp.yagura.agent.uplink;

import java.time.Instant;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;

/// A letter under way: published, and not yet confirmed by the command center.
///
/// @param taken whether the broker has answered (PUBACK)
record Flight(Stream stream, SeqRange range, int bytes, Instant sentAt, boolean taken) {

  Flight takenByBroker() {
    return new Flight(stream, range, bytes, sentAt, true);
  }
}
