package jp.yagura.command.kernel.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The recent past of the stream, bounded in bytes, for pages that come back after a gap. Used by
 * the hub's thread only.
 */
final class LiveRing {

  record Event(long number, String topic, byte[] frame) {}

  private final ArrayDeque<Event> events = new ArrayDeque<>();
  private final long mostBytes;
  private long bytes;

  LiveRing(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  void add(Event event) {
    events.addLast(event);
    bytes += event.frame().length;
    while (bytes > mostBytes && events.size() > 1) {
      bytes -= events.removeFirst().frame().length;
    }
  }

  void clear() {
    events.clear();
    bytes = 0;
  }

  /** Everything after {@code last}, or nothing if part of it has been forgotten. */
  Optional<List<Event>> after(long last, long newest) {
    if (last > newest) {
      return Optional.empty(); // a number we never gave
    }
    if (last == newest) {
      return Optional.of(List.of());
    }
    Event oldest = events.peekFirst();
    if (oldest == null || oldest.number() > last + 1) {
      return Optional.empty();
    }
    var missed = new ArrayList<Event>();
    for (Event event : events) {
      if (event.number() > last) {
        missed.add(event);
      }
    }
    return Optional.of(missed);
  }
}
