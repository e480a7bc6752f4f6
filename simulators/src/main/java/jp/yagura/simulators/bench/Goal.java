package jp.yagura.simulators.bench;

import java.util.Locale;

/// What a figure has to be.
///
/// @param of whether the figure itself is judged, or its ratio to its peer
public record Goal(Of of, Relation relation, double bound) {
  /// What is judged.
  public enum Of {
    VALUE,
    RATIO
  }

  /// How it has to stand to the bound.
  public enum Relation {
    AT_LEAST(">="),
    AT_MOST("<="),
    MORE_THAN(">");

    private final String sign;

    Relation(String sign) {
      this.sign = sign;
    }
  }

  public static Goal ratioAtLeast(double bound) {
    return new Goal(Of.RATIO, Relation.AT_LEAST, bound);
  }

  public static Goal ratioAtMost(double bound) {
    return new Goal(Of.RATIO, Relation.AT_MOST, bound);
  }

  public static Goal moreThan(double bound) {
    return new Goal(Of.VALUE, Relation.MORE_THAN, bound);
  }

  public static Goal atMost(double bound) {
    return new Goal(Of.VALUE, Relation.AT_MOST, bound);
  }

  boolean isMetBy(double number) {
    return switch (relation) {
      case AT_LEAST -> number >= bound;
      case AT_MOST -> number <= bound;
      case MORE_THAN -> number > bound;
    };
  }

  @Override
  public String toString() {
    return of.name().toLowerCase(Locale.ROOT) + " " + relation.sign + " " + Numbers.plain(bound);
  }
}
