package jp.yagura.agent.outbox;

import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;

/// One start of the agent. Each has an epoch of its own and numbers from 1 in it, so that no number
/// is ever given twice, whatever has happened to the card in between. Rows have ids that go on
/// across all of them; the number of a row is its id less the first of its run, plus one.
///
/// @param boot which start of the machine: the time since boot goes on across runs of one boot
/// @param readings the ids it gave; open at the end while it lasts
/// @param shift by how much those of its times were moved that were put right later, in ms
record Run(long epoch, String boot, Ids readings, Ids events, long shift) {

  /// @param last less than `first` if none was given
  record Ids(long first, long last) {
    static Ids from(long first) {
      return new Ids(first, Long.MAX_VALUE);
    }

    Ids endingWith(long id) {
      return new Ids(first, id);
    }
  }

  Ids ids(Stream stream) {
    return switch (stream) {
      case READINGS -> readings;
      case EVENTS -> events;
      case SNAPSHOTS -> throw new IllegalArgumentException("pictures are on a shelf of their own");
    };
  }

  long seq(Stream stream, long id) {
    return id - ids(stream).first() + 1;
  }

  SeqRange seqs(Stream stream, SeqRange ids) {
    return new SeqRange(seq(stream, ids.first()), seq(stream, ids.last()));
  }

  long id(Stream stream, long seq) {
    return seq + ids(stream).first() - 1;
  }

  Run endedWith(long lastReading, long lastEvent) {
    return new Run(
        epoch, boot, readings.endingWith(lastReading), events.endingWith(lastEvent), shift);
  }

  Run shiftedBy(long millis) {
    return new Run(epoch, boot, readings, events, millis);
  }
}
