package jp.yagura.agent.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jp.yagura.agent.clock.Boot;
import jp.yagura.agent.clock.Past;
import jp.yagura.agent.clock.Stamp;
import jp.yagura.agent.outbox.Redating.Time;

/// What the rows tell of the time. They are written anyway, so the card has nothing to bear for it.
final class Pasts {
  private static final String NOTE = "trueTime";
  private static final Run.Ids ALL = Run.Ids.from(1);

  private Pasts() {}

  static Past read(Connection connection, Boot boot) throws SQLException {
    Stream<Instant> sure =
        Stream.of(newest(connection, ALL, ALL, true), noted(connection)).flatMap(Optional::stream);
    return new Past(
        sure.max(Comparator.naturalOrder()),
        newest(connection, ALL, ALL, false),
        sameBoot(connection, boot));
  }

  private static Optional<Instant> newest(
      Connection connection, Run.Ids readings, Run.Ids events, boolean sure) throws SQLException {
    return times(connection, readings, events, sure)
        .map(time -> Instant.ofEpochMilli(time.at()))
        .max(Comparator.naturalOrder());
  }

  private static Stream<Time> times(
      Connection connection, Run.Ids readings, Run.Ids events, boolean sure) throws SQLException {
    return Stream.of(
            Rows.newest(connection, jp.yagura.shared.wire.Stream.READINGS, readings, sure),
            Rows.newest(connection, jp.yagura.shared.wire.Stream.EVENTS, events, sure))
        .flatMap(Optional::stream);
  }

  private static Optional<Stamp> sameBoot(Connection connection, Boot boot) throws SQLException {
    List<Run> runs =
        Runs.load(connection).all().stream().filter(run -> run.boot().equals(boot.id())).toList();
    for (Run run : runs.reversed()) {
      Optional<Stamp> stamp =
          times(connection, run.readings(), run.events(), false)
              .max(Comparator.comparingLong(Time::sinceBoot))
              .map(t -> new Stamp(t.at() - t.sinceBoot(), t.dating() != DatingCode.UNSURE));
      if (stamp.isPresent()) {
        return stamp;
      }
    }
    return Optional.empty();
  }

  private static Optional<Instant> noted(Connection connection) throws SQLException {
    return Optional.ofNullable(Rows.notes(connection).get(NOTE)).map(Instant::parse);
  }

  static void note(Connection tx, Instant trueTime) throws SQLException {
    Rows.putNotes(tx, Map.of(NOTE, trueTime.toString()));
  }
}
