package jp.yagura.agent.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.yagura.agent.outbox.Run.Ids;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;

/// The runs of which something is kept, and the present one, in the order in which they began.
/// Immutable.
record Runs(List<Run> all) {
  Runs {
    all = List.copyOf(all);
  }

  Run present() {
    return all.getLast();
  }

  boolean isPresent(Run run) {
    return run.epoch() == present().epoch();
  }

  Optional<Run> ofEpoch(long epoch) {
    return all.stream().filter(run -> run.epoch() == epoch).findAny();
  }

  /// Whose row it is. Of runs that begin with the same id the last is meant: the others gave none.
  Run of(Stream stream, long id) {
    for (int i = all.size() - 1; i > 0; i--) {
      if (all.get(i).ids(stream).first() <= id) {
        return all.get(i);
      }
    }
    return all.getFirst();
  }

  /// The ids of some numbers of a run, as far as they were given.
  ///
  /// @param last the last id given at all
  static Optional<SeqRange> given(Run run, Stream stream, SeqRange numbers, long last) {
    long end = Math.min(run.ids(stream).last(), last);
    long most = run.seq(stream, end);
    return numbers.first() > most
        ? Optional.empty()
        : Optional.of(
            new SeqRange(
                run.id(stream, numbers.first()), run.id(stream, Math.min(numbers.last(), most))));
  }

  Runs with(Run changed) {
    return new Runs(
        all.stream().map(run -> run.epoch() == changed.epoch() ? changed : run).toList());
  }

  static Runs load(Connection connection) throws SQLException {
    List<Run> runs = new ArrayList<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                """
                select epoch, boot, shift, first_reading, last_reading, first_event, last_event
                  from run
                 order by epoch
                """);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        runs.add(
            new Run(
                row.getLong(1),
                row.getString(2),
                new Ids(row.getLong(4), row.getLong(5)),
                new Ids(row.getLong(6), row.getLong(7)),
                row.getLong(3)));
      }
    }
    return new Runs(runs);
  }

  static void put(Connection tx, Run run) throws SQLException {
    try (PreparedStatement put =
        tx.prepareStatement("insert or replace into run values (?, ?, ?, ?, ?, ?, ?)")) {
      put.setLong(1, run.epoch());
      put.setString(2, run.boot());
      put.setLong(3, run.shift());
      put.setLong(4, run.readings().first());
      put.setLong(5, run.readings().last());
      put.setLong(6, run.events().first());
      put.setLong(7, run.events().last());
      put.executeUpdate();
    }
  }

  /// Ends the run that was the present one and begins another. Runs of which no row is left are
  /// forgotten: there is nothing of theirs that anybody could ask for.
  static Runs begin(Connection tx, long epoch, String boot, long lastReading, long lastEvent)
      throws SQLException {
    List<Run> runs = new ArrayList<>();
    for (Run known : load(tx).all()) {
      boolean open = known.readings().last() == Long.MAX_VALUE;
      Run ended = open ? known.endedWith(lastReading, lastEvent) : known;
      if (Rows.isAnyLeft(tx, ended)) {
        runs.add(ended);
        if (open) {
          put(tx, ended);
        }
      } else {
        forget(tx, ended);
      }
    }
    Run begun = begun(epoch, boot, lastReading, lastEvent);
    put(tx, begun);
    runs.add(begun);
    return new Runs(runs);
  }

  static Run begun(long epoch, String boot, long lastReading, long lastEvent) {
    return new Run(epoch, boot, Ids.from(lastReading + 1), Ids.from(lastEvent + 1), 0);
  }

  /// The same with another run after them.
  Runs followedBy(Run begun, long lastReading, long lastEvent) {
    List<Run> runs = new ArrayList<>();
    for (Run run : all) {
      boolean open = run.readings().last() == Long.MAX_VALUE;
      runs.add(open ? run.endedWith(lastReading, lastEvent) : run);
    }
    runs.add(begun);
    return new Runs(runs);
  }

  private static void forget(Connection tx, Run run) throws SQLException {
    try (PreparedStatement delete = tx.prepareStatement("delete from run where epoch = ?")) {
      delete.setLong(1, run.epoch());
      delete.executeUpdate();
    }
  }
}
