package jp.yagura.simulators.text;

import java.time.Duration;
import java.util.regex.Pattern;

/// Durations as people write them: `500ms`, `2s`, `10m`, `3h`.
public final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  private Durations() {}

  /// @throws IllegalArgumentException with a sentence that says what to write instead
  public static Duration parse(String text) {
    var match = FORM.matcher(text.strip());
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no duration; write a whole number and ms, s, m or h, such as 180s"
              .formatted(text));
    }
    long amount = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  /// In the form that [#parse] reads, in the largest unit that keeps it whole.
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    return millis % 60_000 == 0 && millis != 0 ? millis / 60_000 + "m" : millis / 1000 + "s";
  }
}
