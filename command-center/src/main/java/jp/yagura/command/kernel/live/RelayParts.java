package jp.yagura.command.kernel.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Texts of any length in notifications that PostgreSQL limits to 8,000 bytes. It delivers what one
 * transaction announces together and in order, so parts are joined as they come.
 */
final class RelayParts {

  /** At most three bytes each, and the head of the part. */
  private static final int MOST_CHARS = 2_500;

  private static final int FIELDS = 4;

  private String id = "";
  private int joined;
  private final StringBuilder text = new StringBuilder();

  /** Each part says whose it is, its number and how many there are. */
  static List<String> of(String text) {
    List<String> pieces = pieces(text);
    String id = UUID.randomUUID().toString();
    var parts = new ArrayList<String>();
    for (String piece : pieces) {
      parts.add(id + " " + parts.size() + " " + pieces.size() + " " + piece);
    }
    return parts;
  }

  private static List<String> pieces(String text) {
    var pieces = new ArrayList<String>();
    int start = 0;
    while (start < text.length()) {
      int end = Math.min(text.length(), start + MOST_CHARS);
      if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
        end--; // half a character is not text
      }
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }

  /**
   * The whole text, once its last part is here.
   *
   * @throws IllegalArgumentException if this is not the part that has to come next
   */
  Optional<String> join(String part) {
    String[] fields = part.split(" ", FIELDS);
    if (fields.length < FIELDS) {
      throw new IllegalArgumentException("this is no part of an announcement");
    }
    int number = Integer.parseInt(fields[1]);
    if (number == 0) {
      id = fields[0];
      joined = 0;
      text.setLength(0);
    }
    if (!id.equals(fields[0]) || number != joined) {
      throw new IllegalArgumentException(
          "part " + joined + " of announcement " + id + " is missing");
    }
    text.append(fields[3]);
    joined++;
    return joined == Integer.parseInt(fields[2]) ? Optional.of(text.toString()) : Optional.empty();
  }
}
