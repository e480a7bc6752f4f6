package jp.yagura.agent.outbox;

import java.util.List;
import java.util.Map;
import jp.yagura.agent.clock.Stamp;
import jp.yagura.shared.wire.Reading;

/// What one look around yields, committed as a whole or not at all.
///
/// @param notes what the box must still know after a restart, such as the power state it last told;
///     by name
/// @param stamp how the times of all of it were told
public record Entry(
    List<Reading> readings, List<Occurrence> occurrences, Map<String, String> notes, Stamp stamp) {
  public Entry {
    readings = List.copyOf(readings);
    occurrences = List.copyOf(occurrences);
    notes = Map.copyOf(notes);
  }

  /// Of a clock that is right.
  public Entry(List<Reading> readings, List<Occurrence> occurrences, Map<String, String> notes) {
    this(readings, occurrences, notes, Stamp.SURE);
  }

  public Entry stamped(Stamp how) {
    return new Entry(readings, occurrences, notes, how);
  }

  public static Entry of(List<Reading> readings, List<Occurrence> occurrences) {
    return new Entry(readings, occurrences, Map.of());
  }

  public boolean isEmpty() {
    return readings.isEmpty() && occurrences.isEmpty() && notes.isEmpty();
  }
}
