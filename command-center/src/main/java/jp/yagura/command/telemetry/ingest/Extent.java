package jp.yagura.command.telemetry.ingest;

import java.util.ArrayList;
import java.util.List;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.SeqRanges;

/**
 * How far a stream goes, and what of it is there.
 *
 * @param last as far as the tower says that its numbers go; what is stored may go further
 */
record Extent(SeqRanges stored, long last) {

  /** The tower does not say with each message how far its numbers go. */
  Extent reaching(long known) {
    return known > last ? new Extent(stored, known) : this;
  }

  /** What is not there, rising. */
  List<SeqRange> missing() {
    var missing = new ArrayList<SeqRange>();
    long next = stored.upTo() + 1;
    for (SeqRange range : stored.above()) {
      missing.add(new SeqRange(next, range.first() - 1));
      next = range.last() + 1;
    }
    if (last >= next) {
      missing.add(new SeqRange(next, last));
    }
    return List.copyOf(missing);
  }
}
