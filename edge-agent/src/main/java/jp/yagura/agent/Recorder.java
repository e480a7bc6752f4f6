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
import java.util.OptionalLong;
import jp.yagura.agent.outbox.Entry;
import jp.yagura.agent.outbox.Occurrence;
import jp.yagura.agent.outbox.Occurrence.AlarmChanged;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commits what is sensed. While the disk refuses, it holds the newest of it in memory and tries
/// again with every entry, alarms first. Headquarters is told of the trouble as soon as there is
/// room for that, and of its end.
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
  private boolean troubleTold;
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
    try {
      commitOccurrences();
      commitReadings();
    } catch (OutboxException e) {
      troubled(e);
    }
  }

  /// Records one occurrence by itself.
  ///
  /// @return its number; empty while the disk refuses, and it is held
  synchronized OptionalLong recordEvent(Occurrence occurrence) {
    record(Entry.of(List.of(), List.of(occurrence)));
    return heldOccurrences.isEmpty()
        ? OptionalLong.of(outbox.last(Stream.EVENTS))
        : OptionalLong.empty();
  }

  /// Before the readings, and by themselves: the little room that is left is enough for an alarm.
  private void commitOccurrences() throws OutboxException {
    List<Occurrence> occurrences = new ArrayList<>(heldOccurrences);
    boolean tellTrouble = troubleSince.isPresent() && !troubleTold;
    if (tellTrouble) {
      occurrences.addFirst(trouble(true, troubleSince.get()));
    }
    if (occurrences.isEmpty() && heldNotes.isEmpty()) {
      return;
    }
    outbox.append(new Entry(List.of(), occurrences, heldNotes));
    troubleTold |= tellTrouble;
    heldOccurrences.clear();
    heldNotes.clear();
    if (!occurrences.isEmpty()) {
      onOccurrence.run();
    }
  }

  private void commitReadings() throws OutboxException {
    if (!heldReadings.isEmpty()) {
      outbox
          .append(Entry.of(List.copyOf(heldReadings), List.of()))
          .ifPresent(range -> log.debug("committed readings={}..{}", range.first(), range.last()));
    }
    boolean endsTrouble = troubleSince.isPresent() && !heldReadings.isEmpty();
    int held = heldReadings.size();
    heldReadings.clear();
    if (endsTrouble) {
      outbox.append(Entry.of(List.of(), List.of(trouble(false, clock.instant()))));
      log.info("outbox takes data again held={} dropped={}", held, dropped);
      troubleSince = Optional.empty();
      troubleTold = false;
      dropped = 0;
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
}
