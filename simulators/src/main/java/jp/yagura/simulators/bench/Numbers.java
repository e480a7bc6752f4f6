package jp.yagura.simulators.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;

/// Arithmetic of a handful of measurements, and how numbers are written.
public final class Numbers {
  /// More digits than this say nothing about a measurement.
  private static final MathContext DIGITS = new MathContext(4);

  private Numbers() {}

  /// The middle one, or the mean of the two in the middle: one disturbed run does not move it.
  public static double median(double... measured) {
    if (measured.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    var sorted = measured.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// As JSON writes a number: no exponent, no needless digits.
  static String plain(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("not a measurement: " + number);
    }
    return rounded(number).stripTrailingZeros().toPlainString();
  }

  /// As people read it.
  static String grouped(double number) {
    var digits = rounded(number).stripTrailingZeros();
    return String.format(Locale.ROOT, "%,." + Math.max(0, digits.scale()) + "f", digits);
  }

  /// Four digits that count, but whole numbers stay as they are.
  private static BigDecimal rounded(double number) {
    var exact = BigDecimal.valueOf(number);
    return Math.abs(number) >= 1_000
        ? exact.setScale(0, RoundingMode.HALF_UP)
        : exact.round(DIGITS);
  }
}
