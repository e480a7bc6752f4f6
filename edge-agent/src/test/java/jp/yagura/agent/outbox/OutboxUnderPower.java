package jp.yagura.agent.outbox;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.SplittableRandom;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.SeqRanges;
import jp.yagura.shared.wire.Stream;

/// A program of its own that works with an outbox as an agent does, and writes down what the outbox
/// has said: `OutboxUnderPower OUTBOX ACKNOWLEDGED STEPS SEED`. Power may go at any moment.
final class OutboxUnderPower {
  private static final int MOST_READINGS = 12;

  private final Outbox outbox;
  private final Acknowledged.Pen pen;
  private final SplittableRandom dice;
  /// What was given before this start: ids go on, numbers begin again.
  private final long readingsBefore;

  private final long eventsBefore;
  private long freed;

  private OutboxUnderPower(Outbox outbox, Acknowledged.Pen pen, SplittableRandom dice) {
    this.outbox = outbox;
    this.pen = pen;
    this.dice = dice;
    this.readingsBefore = outbox.last(Stream.READINGS);
    this.eventsBefore = outbox.last(Stream.EVENTS);
  }

  public static void main(String[] arguments) throws Exception {
    int steps = Integer.parseInt(arguments[2]);
    long seed = Long.parseLong(arguments[3]);
    try (Outbox outbox = Outbox.open(Path.of(arguments[0]), InstantSource.fixed(Items.START));
        var pen = Acknowledged.Pen.on(Path.of(arguments[1]))) {
      var work = new OutboxUnderPower(outbox, pen, new SplittableRandom(seed));
      for (int step = 0; step < steps; step++) {
        work.step();
      }
    }
    System.out.println("DONE");
  }

  private void step() throws Exception {
    int number = dice.nextInt(10);
    if (number < 7) {
      measure(1 + dice.nextInt(MOST_READINGS));
    } else if (number < 9) {
      alarm();
    } else {
      confirm();
    }
  }

  private void measure(int count) throws Exception {
    long first = outbox.last(Stream.READINGS) + 1;
    SeqRange given = outbox.append(Items.readings(first, first + count - 1)).orElseThrow();
    if (given.first() != first) {
      throw new IllegalStateException("the outbox said " + first + " and gave " + given);
    }
    pen.safe(Stream.READINGS, given);
  }

  private void alarm() throws Exception {
    outbox.append(Items.alarm(dice.nextBoolean()));
    long seq = outbox.last(Stream.EVENTS);
    pen.safe(Stream.EVENTS, new SeqRange(seq, seq));
  }

  /// Headquarters has something from the beginning, and something from the middle.
  private void confirm() throws Exception {
    long last = outbox.last(Stream.READINGS) - readingsBefore;
    if (last < 40) {
      return;
    }
    freed = Math.max(freed, dice.nextLong(last - 30));
    long middle = freed + 1 + dice.nextLong(10);
    SeqRanges stored = SeqRanges.upTo(freed).add(new SeqRange(middle + 1, middle + 5));
    for (SeqRange range :
        new SeqRange[] {
          new SeqRange(1, Math.max(1, freed)), new SeqRange(middle + 1, middle + 5)
        }) {
      pen.mayGo(Stream.READINGS, ids(range, readingsBefore));
    }
    outbox.free(DurableAck.of(outbox.epoch(), Stream.READINGS, stored));
    long events = (outbox.last(Stream.EVENTS) - eventsBefore) / 2;
    if (events > 0) {
      pen.mayGo(Stream.EVENTS, ids(new SeqRange(1, events), eventsBefore));
      outbox.free(DurableAck.of(outbox.epoch(), Stream.EVENTS, SeqRanges.upTo(events)));
    }
  }

  private static SeqRange ids(SeqRange numbers, long before) {
    return new SeqRange(before + numbers.first(), before + numbers.last());
  }
}
