package jp.yagura.simulators.bench.live;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// Cuts a stream of bytes into server-sent events, whatever pieces it comes in.
final class EventCutter {
  private static final int FIRST_SIZE = 16_384;

  private final Consumer<Event> events;
  private byte[] bytes = new byte[FIRST_SIZE];
  private int length;
  private int searched;

  /// @param data the bytes of the one data line, valid only during the call
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Event(String name, byte[] data, int from, int to) {}

  EventCutter(Consumer<Event> events) {
    this.events = events;
  }

  /// Room for that many more bytes at [#end], to be followed by [#grown].
  byte[] room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
    return bytes;
  }

  int end() {
    return length;
  }

  void grown(int more) {
    length += more;
    int begin = 0;
    for (int i = searched; i + 1 < length; i++) {
      if (bytes[i] == '\n' && bytes[i + 1] == '\n') {
        cut(begin, i);
        begin = i + 2;
        i++;
      }
    }
    System.arraycopy(bytes, begin, bytes, 0, length - begin);
    length -= begin;
    searched = Math.max(0, length - 1); // the last byte may be the first half of the end
  }

  private void cut(int from, int to) {
    var name = "message";
    int line = from;
    while (line < to) {
      int end = line;
      while (end < to && bytes[end] != '\n') {
        end++;
      }
      if (begins(line, "event: ")) {
        name = new String(bytes, line + 7, end - line - 7, StandardCharsets.UTF_8);
      } else if (begins(line, "data: ")) {
        events.accept(new Event(name, bytes, line + 6, end));
      }
      line = end + 1;
    }
  }

  private boolean begins(int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (at + i >= length || bytes[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
