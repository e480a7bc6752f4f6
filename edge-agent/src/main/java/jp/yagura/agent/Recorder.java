package jp.yagura.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import jp.yagura.agent.clock.Moment;
import jp.yagura.agent.clock.Stamp;
import jp.yagura.agent.clock.Timekeeper;
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

  private record Held<T>(T item, Stamp stamp) {}

  private final Outbox outbox;
  private final Timekeeper time;
  private final Runnable onOccurrence;
  private final Deque<Held<Reading>> heldReadings = new ArrayDeque<>();
  private final Deque<Held<Occurrence>> heldOccurrences = new ArrayDeque<>();
  private final Map<String, String> heldNotes = new HashMap<>();
  private Optional<Moment> troubleSince = Optional.empty();
  private boolean troubleTold;
  private long dropped;

  /// @param onOccurrence called after each commit that contains something urgent
  Recorder(Outbox outbox, Timekeeper time, Runnable onOccurrence) {
    this.outbox = outbox;
    this.time = time;
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
  /// @return its id; empty while the disk refuses, and it is held
  synchronized OptionalLong recordEvent(Occurrence occurrence, Stamp stamp) {
    record(Entry.of(List.of(), List.of(occurrence)).stamped(stamp));
    return heldOccurrences.isEmpty()
        ? OptionalLong.of(outbox.last(Stream.EVENTS))
        : OptionalLong.empty();
  }

  /// Before the readings, and by themselves: the little room that is left is enough for an alarm.
  private void commitOccurrences() throws OutboxException {
    boolean told = false;
    if (troubleSince.isPresent() && !troubleTold) {
      append(trouble(true, troubleSince.get()));
      troubleTold = true;
      told = true;
    }
    while (!heldOccurrences.isEmpty() || !heldNotes.isEmpty()) {
      List<Held<Occurrence>> alike = alike(heldOccurrences);
      Stamp stamp = alike.isEmpty() ? Stamp.SURE : alike.getFirst().stamp();
      outbox.append(new Entry(List.of(), items(alike), heldNotes, stamp));
      alike.forEach(_ -> heldOccurrences.removeFirst());
      heldNotes.clear();
      told |= !alike.isEmpty();
    }
    if (told) {
      onOccurrence.run();
    }
  }

  private void commitReadings() throws OutboxException {
    int held = heldReadings.size();
    while (!heldReadings.isEmpty()) {
      List<Held<Reading>> alike = alike(heldReadings);
      outbox
          .append(Entry.of(items(alike), List.of()).stamped(alike.getFirst().stamp()))
          .ifPresent(ids -> log.debug("committed readings={}..{}", ids.first(), ids.last()));
      alike.forEach(_ -> heldReadings.removeFirst());
    }
    if (troubleSince.isPresent() && held > 0) {
      append(trouble(false, time.moment()));
      log.info("outbox takes data again held={} dropped={}", held, dropped);
      troubleSince = Optional.empty();
      troubleTold = false;
      dropped = 0;
      onOccurrence.run();
    }
  }

  private void append(Held<Occurrence> one) throws OutboxException {
    outbox.append(Entry.of(List.of(), List.of(one.item())).stamped(one.stamp()));
  }

  /// The first of a queue that were dated in one way: usually all.
  private static <T> List<Held<T>> alike(Deque<Held<T>> queue) {
    return queue.stream().takeWhile(h -> h.stamp().equals(queue.getFirst().stamp())).toList();
  }

  private static <T> List<T> items(List<Held<T>> held) {
    return held.stream().map(Held::item).toList();
  }

  private void hold(Entry entry) {
    entry.readings().forEach(r -> heldReadings.add(new Held<>(r, entry.stamp())));
    entry.occurrences().forEach(o -> heldOccurrences.add(new Held<>(o, entry.stamp())));
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
  private Held<Occurrence> trouble(boolean raised, Moment when) {
    return new Held<>(
        new AlarmChanged(AlarmKind.OUTBOX_TROUBLE, raised, when.at(), Optional.empty(), dropped),
        when.stamp());
  }

  private void troubled(OutboxException e) {
    if (troubleSince.isEmpty()) {
      troubleSince = Optional.of(time.moment());
      log.error(
          "outbox takes nothing, holding in memory reason={} why=\"{}\"",
          e.reason(),
          e.getMessage());
    }
  }
}
