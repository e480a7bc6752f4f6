package jp.yagura.agent.onthespot;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Writes JSON: objects as maps in their own order, lists, texts, numbers, flags, moments as
/// milliseconds, and null for what is absent.
final class Json {
  private final StringBuilder text = new StringBuilder(2_048);

  private Json() {}

  static String of(Object value) {
    var json = new Json();
    json.write(value);
    return json.text.toString();
  }

  private void write(Object value) {
    switch (value) {
      case Optional<?> maybe -> maybe.ifPresentOrElse(this::write, () -> text.append("null"));
      case Map<?, ?> object -> {
        String comma = "{";
        for (Map.Entry<?, ?> entry : object.entrySet()) {
          text.append(comma);
          string(String.valueOf(entry.getKey()));
          text.append(':');
          write(entry.getValue());
          comma = ",";
        }
        text.append(object.isEmpty() ? "{}" : "}");
      }
      case Collection<?> list -> {
        String comma = "[";
        for (Object item : list) {
          text.append(comma);
          write(item);
          comma = ",";
        }
        text.append(list.isEmpty() ? "[]" : "]");
      }
      case Instant at -> text.append(at.toEpochMilli());
      case Integer number -> text.append(number.intValue());
      case Long number -> text.append(number.longValue());
      case Boolean flag -> text.append(flag.booleanValue());
      default -> string(value.toString());
    }
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' '
          || c == '<'
          || c == '\u2028'
          || c == '\u2029'
          || Character.isSurrogate(c)) {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
