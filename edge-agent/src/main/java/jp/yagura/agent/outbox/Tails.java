package jp.yagura.agent.outbox;

import java.util.ArrayList;
import java.util.List;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.Tail;
import jp.yagura.shared.wire.Wire;

/// How far the numbers of each run go.
final class Tails {

  private Tails() {}

  static List<Tail> of(Runs runs, Settled settled, long lastReading, long lastEvent) {
    List<Tail> tails = new ArrayList<>();
    for (Run run : runs.all().reversed()) {
      long readings = Math.min(run.readings().last(), lastReading);
      long events = Math.min(run.events().last(), lastEvent);
      Tail tail =
          new Tail(
              run.epoch(),
              run.seq(Stream.READINGS, readings),
              run.seq(Stream.EVENTS, events),
              owes(settled.readings(), run.readings().first(), readings)
                  || owes(settled.events(), run.events().first(), events));
      if (tails.size() < Wire.MAX_TAILS && (tail.readings() > 0 || tail.events() > 0)) {
        tails.add(tail);
      }
    }
    return tails;
  }

  private static boolean owes(Ranges settled, long first, long last) {
    return first <= last && !settled.gaps(first, last).isEmpty();
  }
}
