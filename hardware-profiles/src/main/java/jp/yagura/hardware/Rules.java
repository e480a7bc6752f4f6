package jp.yagura.hardware;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What all profiles ask of their parts.
final class Rules {
  private static final Pattern PROFILE_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,47}");
  private static final int LONGEST_NAME = 100;
  private static final double MOST_WATTS = 1_000;

  private Rules() {}

  static void profileId(String id) {
    if (!PROFILE_ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "id must be 1 to 48 of a-z, 0-9 and '-', and not begin with '-'");
    }
  }

  static void name(String name) {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("names have 1 to 100 characters");
    }
  }

  static void watts(double watts) {
    if (!(watts >= 0 && watts <= MOST_WATTS)) {
      throw new IllegalArgumentException("watts must be 0 to 1000, not " + watts);
    }
  }

  static void part(String what, double part) {
    if (!(part > 0 && part <= 1)) {
      throw new IllegalArgumentException(what + " must be more than 0 and at most 1");
    }
  }

  static <E extends Enum<E>> E oneOf(Class<E> type, String text) {
    for (E known : type.getEnumConstants()) {
      if (known.name().equals(text)) {
        return known;
      }
    }
    throw new IllegalArgumentException(
        "must be one of " + Arrays.toString(type.getEnumConstants()));
  }

  static String unitOf(SensorKind kind, String unit) {
    if (!kind.unit().equals(unit)) {
      throw new IllegalArgumentException("the unit of " + kind + " is " + kind.unit());
    }
    return unit;
  }

  static <T> Set<T> distinct(List<T> items) {
    Set<T> distinct = new LinkedHashSet<>();
    for (T item : items) {
      if (!distinct.add(item)) {
        throw new IllegalArgumentException(item + " is named twice");
      }
    }
    return distinct;
  }
}
