package jp.yagura.simulators.bench.live;

import java.nio.charset.StandardCharsets;

/// Reads from the JSON of an event just what the benchmark wants to know, in one pass and without
/// building anything: two hundred pages are read by one thread here.
final class Items {
  private final byte[] json;
  private final int to;
  private int at;
  private String id = "";
  private long version = NONE;
  private static final long NONE = -1;

  interface Visitor {
    /// An object that has both an id and a version.
    void item(String id, long version);

    /// A text of the event itself.
    void text(String key, String value);
  }

  private Items(byte[] json, int from, int to) {
    this.json = json;
    this.at = from;
    this.to = to;
  }

  static void visit(EventCutter.Event event, Visitor visitor) {
    new Items(event.data(), event.from(), event.to()).visit(visitor);
  }

  private void visit(Visitor visitor) {
    int depth = 0;
    while (at < to) {
      switch (json[at++]) {
        case '{' -> depth++;
        case '}' -> {
          depth--;
          if (version != NONE && !id.isEmpty()) {
            visitor.item(id, version);
          }
          id = "";
          version = NONE;
        }
        case '"' -> field(depth, visitor);
        default -> {
          // brackets, commas and numbers that nobody asked for
        }
      }
    }
  }

  /// At the first character of a text that is a key, or a value nobody asked for.
  private void field(int depth, Visitor visitor) {
    int from = at;
    skipText();
    int end = at - 1;
    if (at >= to || json[at] != ':') {
      return;
    }
    at++;
    if (depth == 1 && at < to && json[at] == '"') {
      var key = text(from, end);
      visitor.text(key, value());
    } else if (is(from, end, "id") && at < to && json[at] == '"') {
      id = value();
    } else if (is(from, end, "version")) {
      version = number();
    }
  }

  private String value() {
    at++;
    int from = at;
    skipText();
    return text(from, at - 1);
  }

  /// To behind the closing quote.
  private void skipText() {
    while (at < to && json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    at++;
  }

  private long number() {
    long number = 0;
    while (at < to && json[at] >= '0' && json[at] <= '9') {
      number = 10 * number + json[at++] - '0';
    }
    return number;
  }

  private boolean is(int from, int end, String word) {
    if (end - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (json[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String text(int from, int end) {
    return new String(json, from, end - from, StandardCharsets.UTF_8);
  }
}
