package jp.yagura.simulators.plan;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/// Pieces of YAML as a person would write them: one line for a small mapping, units on durations.
final class YamlText {
  private YamlText() {}

  /// Text that is read back as this text, whatever is in it.
  static String quoted(String text) {
    var line = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                line.append('\\').appendCodePoint(c);
              } else if (Character.isISOControl(c)) {
                line.append("\\u%04x".formatted(c));
              } else {
                line.appendCodePoint(c);
              }
            });
    return line.append('"').toString();
  }

  /// `{a: 1, b: two}`; values are YAML already.
  static String mapping(Map<String, ?> entries) {
    return entries.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /// In the largest unit that keeps it whole.
  static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    return millis != 0 && millis % 60_000 == 0 ? millis / 60_000 + "m" : millis / 1000 + "s";
  }
}
