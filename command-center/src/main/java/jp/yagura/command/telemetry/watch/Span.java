package jp.yagura.command.telemetry.watch;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;

/**
 * A length of time as one says it: the two largest units are enough.
 *
 * @param japanese such as 54年3か月
 * @param english such as 54 years 3 months
 */
record Span(String japanese, String english) {

  static Span of(Duration signed) {
    Duration length = signed.abs();
    long days = length.toDays();
    if (days >= 31) {
      // what a calendar makes of so many days, from an ordinary day on
      LocalDate begin = LocalDate.of(2001, 1, 1);
      Period period = Period.between(begin, begin.plusDays(days));
      return period.getYears() > 0
          ? of(period.getYears(), "年", "year", period.getMonths(), "か月", "month")
          : of(period.getMonths(), "か月", "month", period.getDays(), "日", "day");
    }
    if (days > 0) {
      return of(days, "日", "day", length.toHoursPart(), "時間", "hour");
    }
    if (length.toHours() > 0) {
      return of(length.toHours(), "時間", "hour", length.toMinutesPart(), "分", "minute");
    }
    return of(length.toMinutes(), "分", "minute", length.toSecondsPart(), "秒", "second");
  }

  private static Span of(
      long large, String largeJa, String largeEn, long small, String smallJa, String smallEn) {
    String ja = (large > 0 ? large + largeJa : "") + (small > 0 ? small + smallJa : "");
    String en =
        (large > 0 ? counted(large, largeEn) : "")
            + (large > 0 && small > 0 ? " " : "")
            + (small > 0 ? counted(small, smallEn) : "");
    return new Span(ja, en);
  }

  private static String counted(long n, String unit) {
    return n + " " + unit + (n == 1 ? "" : "s");
  }
}
