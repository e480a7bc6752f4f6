package jp.yagura.agent.meter;

import java.time.Instant;
import java.time.YearMonth;

/// What may go over a bearer, by what it has cost already. A fifth of each budget is kept for
/// alarms. The rest is spread over the day, and over the month, so that it is not gone by nine in
/// the morning: at no time may readings have taken more than their share of the time gone by and a
/// quarter of a day (two days of a month) ahead.
///
/// @param daily bytes; 0 where nobody counts, and so is `monthly`
public record Budget(long daily, long monthly) {
  private static final double RESERVE = 0.2;
  private static final double AHEAD_OF_THE_DAY = 0.25;
  private static final double AHEAD_OF_THE_MONTH_DAYS = 2;

  /// From everything to next to nothing.
  public enum Stand {
    /// Everything goes.
    PLENTY,
    /// More than its share has gone: readings in summary only.
    SPARING,
    /// What is left is for alarms; a status goes now and then.
    RESERVE,
    /// Nothing is left. Alarms go all the same, but any other bearer is better.
    SPENT
  }

  public Stand stand(Spent spent, Instant now) {
    Stand ofDay = daily == 0 ? Stand.PLENTY : stand(spent.today(), daily, shareOfDay(now));
    Stand ofMonth = monthly == 0 ? Stand.PLENTY : stand(spent.month(), monthly, shareOfMonth(now));
    return ofDay.compareTo(ofMonth) >= 0 ? ofDay : ofMonth;
  }

  private static Stand stand(long spent, long budget, double share) {
    double forReadings = budget * (1 - RESERVE);
    if (spent >= budget) {
      return Stand.SPENT;
    }
    if (spent >= forReadings) {
      return Stand.RESERVE;
    }
    return spent >= forReadings * share ? Stand.SPARING : Stand.PLENTY;
  }

  private static double shareOfDay(Instant now) {
    return Math.min(1, Spent.partOfDay(now) + AHEAD_OF_THE_DAY);
  }

  private static double shareOfMonth(Instant now) {
    var day = Spent.dayOf(now);
    double gone = day.getDayOfMonth() - 1 + Spent.partOfDay(now) + AHEAD_OF_THE_MONTH_DAYS;
    return Math.min(1, gone / YearMonth.from(day).lengthOfMonth());
  }
}
