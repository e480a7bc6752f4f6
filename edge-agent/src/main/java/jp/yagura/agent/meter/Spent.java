package jp.yagura.agent.meter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;

/// What a bearer has cost on a day and in its month. Days are those of Japan, by the clock of the
/// box, which after a cold start may be years behind: a clock that is behind does not begin a new
/// day, so what was spent today is not forgotten when it is set. One that was years ahead is
/// believed again once a day's worth of time has passed.
public record Spent(LocalDate day, long today, long month, Instant dayBegan) {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  public static Spent nothing(Instant now, Instant steady) {
    return new Spent(dayOf(now), 0, 0, steady);
  }

  /// @param now by the clock of the day
  /// @param steady by a clock that only runs forward
  public Spent and(long bytes, Instant now, Instant steady) {
    LocalDate then = dayOf(now);
    boolean dayIsOver = then.isAfter(day) || !steady.isBefore(dayBegan.plusSeconds(86_400));
    if (!dayIsOver || then.equals(day)) {
      return new Spent(day, today + bytes, month + bytes, dayBegan);
    }
    boolean sameMonth = YearMonth.from(then).equals(YearMonth.from(day));
    return new Spent(then, bytes, sameMonth ? month + bytes : bytes, steady);
  }

  /// As it is noted in the outbox.
  public String text() {
    return day + " " + today + " " + month;
  }

  public static Optional<Spent> parse(String text, Instant steady) {
    String[] part = text.split(" ", -1);
    if (part.length != 3
        || !part[0].matches("\\d{4}-\\d\\d-\\d\\d")
        || !part[1].matches("\\d{1,18}")
        || !part[2].matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(
        new Spent(
            LocalDate.parse(part[0]), Long.parseLong(part[1]), Long.parseLong(part[2]), steady));
  }

  static LocalDate dayOf(Instant now) {
    return now.atZone(JAPAN).toLocalDate();
  }

  /// What part of the present day is over, from 0 to 1.
  static double partOfDay(Instant now) {
    return now.atZone(JAPAN).toLocalTime().toSecondOfDay() / 86_400.0;
  }
}
