package jp.yagura.command.telemetry.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.yagura.shared.wire.BearerReport;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.Death;

/**
 * How a tower is reached.
 *
 * @param online whether it is connected, and since when it is or is not
 * @param bearer by which road it said that it is there
 * @param connection which of its connections said so. It may hold several at once, and only the end
 *     of this one is its own; in its own time, which need not be right
 * @param pace how often it is heard of while it sends summaries; zero for the site's own cadence
 */
record Link(
    boolean online,
    Instant since,
    Optional<String> bearer,
    Optional<Instant> connection,
    Duration pace,
    Ways ways) {

  /** All roads that it has, as it told of them. */
  record Ways(List<BearerReport> bearers, Instant at) {
    static final Ways UNKNOWN = new Ways(List.of(), Instant.EPOCH);

    Ways {
      bearers = List.copyOf(bearers);
    }
  }

  static final Link NEVER =
      new Link(
          false, Instant.EPOCH, Optional.empty(), Optional.empty(), Duration.ZERO, Ways.UNKNOWN);

  Link heard(Instant at) {
    return online ? this : new Link(true, at, bearer, connection, pace, ways);
  }

  Link after(Birth birth, Instant at) {
    return new Link(
        true,
        online ? since : at,
        Optional.of(birth.bearer()),
        Optional.of(birth.connectedAt()),
        Duration.ZERO,
        ways);
  }

  /** Whether a will tells of the connection that this tower lives by. */
  boolean ends(Death death) {
    return online && connection.filter(ours -> !ours.equals(death.connectedAt())).isEmpty();
  }

  Link lost(Instant at) {
    return new Link(false, at, bearer, connection, pace, ways);
  }

  Link at(Duration slower) {
    return new Link(online, since, bearer, connection, slower, ways);
  }

  Link with(List<BearerReport> bearers, Instant at) {
    return bearers.isEmpty() || at.isBefore(ways.at())
        ? this
        : new Link(online, since, bearer, connection, pace, new Ways(bearers, at));
  }
}
