package jp.yagura.agent.outbox;

import java.util.List;
import java.util.Map;
import jp.yagura.shared.wire.Reading;

/// What one look around yields, committed as a whole or not at all.
///
/// @param notes what the box must still know after a restart, such as the power state it last told;
///     by name
public record Entry(
    List<Reading> readings, List<Occurrence> occurrences, Map<String, String> notes) {
  public Entry {
    readings = List.copyOf(readings);
    occurrences = List.copyOf(occurrences);
    notes = Map.copyOf(notes);
  }

  public static Entry of(List<Reading> readings, List<Occurrence> occurrences) {
    return new Entry(readings, occurrences, Map.of());
  }

  public boolean isEmpty() {
    return readings.isEmpty() && occurrences.isEmpty() && notes.isEmpty();
  }
}
