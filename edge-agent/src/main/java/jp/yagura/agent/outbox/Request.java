package jp.yagura.agent.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.yagura.agent.outbox.Occurrence.Dropped;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;

/// What the command center asks for again, looked up.
///
/// @param there ids of rows that are still kept
/// @param gone what it need not wait for
record Request(List<SeqRange> there, List<Occurrence> gone) {

  /// @param last the last id given in that stream
  static Request look(
      Connection connection,
      Runs runs,
      long epoch,
      Stream stream,
      SeqRange numbers,
      long last,
      Instant now)
      throws SQLException {
    Optional<Run> run = runs.ofEpoch(epoch);
    if (run.isEmpty()) {
      // all of that run is gone
      Instant then = Instant.ofEpochMilli(Math.min(epoch, now.toEpochMilli()));
      return new Request(
          List.of(), List.of(new Dropped(stream, epoch, numbers, numbers.size(), then, then, now)));
    }
    Optional<SeqRange> given = Runs.given(run.get(), stream, numbers, last);
    List<SeqRange> gone = new ArrayList<>();
    List<SeqRange> there = List.of();
    if (given.isPresent()) {
      Ranges present = Rows.present(connection, stream, given.get());
      there = present.asList();
      gone.addAll(present.gaps(given.get().first(), given.get().last()));
    }
    if (!runs.isPresent(run.get())) {
      // given by this run once, on a card that has come back as it was before
      long next = given.map(SeqRange::last).orElse(run.get().id(stream, numbers.first()) - 1) + 1;
      long end = run.get().id(stream, numbers.last());
      if (next <= end) {
        gone.add(new SeqRange(next, end));
      }
    }
    List<Occurrence> reports = new ArrayList<>();
    for (SeqRange ids : gone) {
      reports.add(report(connection, run.get(), stream, ids, now));
    }
    return new Request(there, reports);
  }

  private static Dropped report(
      Connection connection, Run run, Stream stream, SeqRange ids, Instant now)
      throws SQLException {
    Instant from = Rows.nearest(connection, stream, ids.first(), true).orElse(now);
    Instant to = Rows.nearest(connection, stream, ids.last(), false).orElse(now);
    return new Dropped(
        stream,
        run.epoch(),
        run.seqs(stream, ids),
        ids.size(),
        from.isBefore(to) ? from : to,
        to,
        now);
  }
}
