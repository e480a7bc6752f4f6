package jp.yagura.shared.wire;

import java.time.Instant;

/// What every message asks of its parts. Each check returns what it let pass.
final class Check {
  private Check() {}

  static long notNegative(String what, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(what + " must not be negative, but is " + value);
    }
    return value;
  }

  static long seq(long seq) {
    if (seq < 1) {
      throw new IllegalArgumentException("sequence numbers begin with 1, but this is " + seq);
    }
    return seq;
  }

  static int between(String what, int least, int most, int value) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          what + " must be " + least + " to " + most + ", but is " + value);
    }
    return value;
  }

  /// Plain text: nothing that could garble a log or a screen, and nothing that UTF-8 cannot carry.
  static String text(String what, String value, int longest) {
    if (value.length() > longest) {
      throw new IllegalArgumentException(what + " is longer than " + longest + " characters");
    }
    boolean plain =
        value
            .codePoints()
            .noneMatch(
                c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    if (!plain) {
      throw new IllegalArgumentException(what + " must be plain text");
    }
    return value;
  }

  /// The wire knows whole milliseconds.
  static Instant millis(Instant time) {
    try {
      return Instant.ofEpochMilli(time.toEpochMilli());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("out of the range of time: " + time, e);
    }
  }
}
