package jp.yagura.command.kernel.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Many changes of one moment as one change per topic, with the last state of each item. */
final class Coalesced {

  private Coalesced() {}

  static List<LiveChange> of(List<LiveChange> changes) {
    Map<String, List<LiveChange>> byTopic = new LinkedHashMap<>();
    changes.forEach(
        change -> byTopic.computeIfAbsent(change.topic(), _ -> new ArrayList<>()).add(change));
    return byTopic.values().stream().map(Coalesced::one).toList();
  }

  private static LiveChange one(List<LiveChange> changes) {
    if (changes.size() == 1) {
      return changes.getFirst();
    }
    // Absent means removed: what is put after it was removed is there, and the other way round.
    Map<String, Optional<LiveItem>> last = new LinkedHashMap<>();
    for (LiveChange change : changes) {
      change.remove().forEach(id -> last.put(id, Optional.empty()));
      change.put().forEach(item -> last.put(item.id(), Optional.of(item)));
    }
    List<LiveItem> put = last.values().stream().flatMap(Optional::stream).toList();
    List<String> removed =
        last.entrySet().stream()
            .filter(e -> e.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    LiveChange newest = changes.getLast();
    return new LiveChange(newest.topic(), put, removed, changes.getFirst().at());
  }
}
