package jp.yagura.agent;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.yagura.agent.outbox.Entry;
import jp.yagura.agent.outbox.Occurrence;
import jp.yagura.agent.outbox.Occurrence.AlarmChanged;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commits what is sensed. While the disk refuses, it holds the newest of it in memory and tries
/// again with every entry; when the disk takes data again, the hold goes first, and with it an
/// alarm that tells of the trouble.
final class Recorder {
  private static final Logger log = LoggerFactory.getLogger(Recorder.class);

  /// About an hour of a busy site, and at most a few megabytes.
  private static final int MOST_HELD_READINGS = 10_000;

  private static final int MOST_HELD_OCCURRENCES = 1_000;

  private final Outbox outbox;
  private final InstantSource clock;
  private final Runnable onOccurrence;
  private final Deque<Reading> heldReadings = new ArrayDeque<>();
  private final Deque<Occurrence> heldOccurrences = new ArrayDeque<>();
  private final Map<String, String> heldNotes = new HashMap<>();
  private Optional<Instant> troubleSince = Optional.empty();
  private long dropped;

  /// @param onOccurrence called after each commit that contains something urgent
  Recorder(Outbox outbox, InstantSource clock, Runnable onOccurrence) {
    this.outbox = outbox;
    this.clock = clock;
    this.onOccurrence = onOccurrence;
  }

  synchronized void record(Entry entry) {
    if (entry.isEmpty() && troubleSince.isEmpty()) {
      return;
    }
    hold(entry);
    Entry held = heldTogether();
    try {
      outbox
          .append(held)
          .ifPresent(range -> log.debug("committed readings={}..{}", range.first(), range.last()));
    } catch (OutboxException e) {
      troubled(e);
      return;
    }
    relieved();
    if (!held.occurrences().isEmpty()) {
      onOccurrence.run();
    }
  }

  private void hold(Entry entry) {
    heldReadings.addAll(entry.readings());
    heldOccurrences.addAll(entry.occurrences());
    heldNotes.putAll(entry.notes());
    while (heldReadings.size() > MOST_HELD_READINGS) {
      heldReadings.removeFirst();
      dropped++;
    }
    while (heldOccurrences.size() > MOST_HELD_OCCURRENCES) {
      heldOccurrences.removeFirst();
      dropped++;
    }
  }

  private Entry heldTogether() {
    List<Occurrence> occurrences = new ArrayList<>(heldOccurrences);
    troubleSince.ifPresent(
        since -> {
          occurrences.add(trouble(true, since));
          occurrences.add(trouble(false, clock.instant()));
        });
    return new Entry(List.copyOf(heldReadings), occurrences, heldNotes);
  }

  /// @return the alarm whose value is how many items did not fit the hold and are lost
  private AlarmChanged trouble(boolean raised, Instant at) {
    return new AlarmChanged(AlarmKind.OUTBOX_TROUBLE, raised, at, Optional.empty(), dropped);
  }

  private void troubled(OutboxException e) {
    if (troubleSince.isEmpty()) {
      troubleSince = Optional.of(clock.instant());
      log.error(
          "outbox takes nothing, holding in memory reason={} why=\"{}\"",
          e.reason(),
          e.getMessage());
    }
  }

  private void relieved() {
    if (troubleSince.isPresent()) {
      log.info("outbox takes data again held={} dropped={}", heldReadings.size(), dropped);
      troubleSince = Optional.empty();
      dropped = 0;
    }
    heldReadings.clear();
    heldOccurrences.clear();
    heldNotes.clear();
  }
}
