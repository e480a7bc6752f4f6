package jp.yagura.agent.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;

/// Everything that an outbox would send, asked of it as the uplink asks.
record Contents(TreeMap<Long, Reading> readings, TreeSet<Long> events) {

  static Contents of(Outbox outbox) throws OutboxException {
    var readings = new TreeMap<Long, Reading>();
    long upTo = outbox.last(Stream.READINGS);
    Optional<Stretch> run = outbox.newestReadings(upTo, List.of());
    while (run.isPresent()) {
      long id = run.get().ids().first();
      for (Reading reading : run.get().batch().readings()) {
        readings.put(id++, reading);
      }
      upTo = run.get().ids().first() - 1;
      run = upTo == 0 ? Optional.empty() : outbox.newestReadings(upTo, List.of());
    }
    var events = new TreeSet<Long>();
    List<SeqRange> seen = new ArrayList<>();
    Optional<Letter> event = outbox.nextEvent(seen, false);
    while (event.isPresent()) {
      seen.add(event.get().range());
      events.add(event.get().range().first());
      event = outbox.nextEvent(seen, false);
    }
    return new Contents(readings, events);
  }

  /// Acknowledged entries that are not there.
  long missing(Acknowledged acknowledged) {
    return acknowledged.readings().stream().filter(seq -> !readings.containsKey(seq)).count()
        + acknowledged.events().stream().filter(seq -> !events.contains(seq)).count();
  }

  /// Whether each reading still says what was put in under its number.
  boolean isTrue() {
    return readings.entrySet().stream()
        .allMatch(kept -> kept.getValue().equals(Items.reading(kept.getKey())));
  }
}
