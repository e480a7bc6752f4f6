package jp.yagura.agent.uplink;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import jp.yagura.agent.clock.Timekeeper;
import jp.yagura.shared.wire.DownMessage.TimeIs;

/// Introduces the box by the line that leads, and takes in what the command center says to that:
/// what time it is. Used by the uplink's thread alone.
final class Introducer {
  private final Timekeeper time;
  private final InstantSource steady;
  private Introduction last = Introduction.NONE;

  Introducer(Timekeeper time, InstantSource steady) {
    this.time = time;
    this.steady = steady;
  }

  /// A birth is being told.
  void introduced(Instant connectedAt, String bearer) {
    last = new Introduction(connectedAt, bearer, time.sinceBoot(), steady.instant(), false);
  }

  /// Whether readings may go: a box that does not know the time waits a moment to be told.
  boolean mayRelease() {
    return time.isSure() || last.isAnsweredOrOld(steady.instant());
  }

  /// @return the introduction that is to be repeated, for a command center that has come back
  Optional<Introduction> hear(TimeIs told) {
    if (!told.connectedAt().equals(last.connectedAt())) {
      return Optional.empty();
    }
    if (told.tellAgain()) {
      return Optional.of(last).filter(said -> said.mayBeRepeated(steady.instant()));
    }
    time.told(told.now(), last.toldAt());
    last = last.answered();
    return Optional.empty();
  }
}
