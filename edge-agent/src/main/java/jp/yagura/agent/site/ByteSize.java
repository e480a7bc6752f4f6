package jp.yagura.agent.site;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `5MB`, as carriers count: a megabyte is a million bytes.
final class ByteSize {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})(kB|MB|GB)");

  private ByteSize() {}

  static long parse(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches() || size.group(1).matches("0+")) {
      throw new IllegalArgumentException(
          "must be a size like 500kB, 5MB or 2GB, but is \"" + text + '"');
    }
    long unit =
        switch (size.group(2)) {
          case "kB" -> 1_000;
          case "MB" -> 1_000_000;
          default -> 1_000_000_000;
        };
    return Math.multiplyExact(Long.parseLong(size.group(1)), unit);
  }
}
