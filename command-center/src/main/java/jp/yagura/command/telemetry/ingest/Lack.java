package jp.yagura.command.telemetry.ingest;

import java.util.ArrayList;
import java.util.List;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.SeqRanges;

/** What is missing of a stream. */
final class Lack {

  private Lack() {}

  /**
   * @param last as far as the tower says that its numbers go; what is stored may go further
   * @return rising
   */
  static List<SeqRange> in(SeqRanges stored, long last) {
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
