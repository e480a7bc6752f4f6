package jp.yagura.command.telemetry.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import jp.yagura.command.telemetry.watch.History.TenMinutes;
import jp.yagura.command.telemetry.watch.SummaryTable.Window;

/**
 * Fills ten-minute values with summaries where single readings are missing. A summary of ten
 * minutes or less knows more of them than the readings that are there; of a longer one only what
 * they leave open is taken.
 */
final class TenMinuteSummaries {

  private TenMinuteSummaries() {}

  static List<TenMinutes> over(List<TenMinutes> rolledUp, List<Window> windows) {
    if (windows.isEmpty()) {
      return rolledUp;
    }
    var known = new TreeMap<Instant, TenMinutes>();
    rolledUp.forEach(point -> known.put(point.at(), point));
    var summed = new TreeMap<Instant, TenMinutes>();
    for (Window window : windows) {
      boolean knowsMore = window.span().compareTo(RollupTable.SPAN) <= 0;
      for (Instant at = beginOf(window.beginsAt());
          at.isBefore(window.endsAt());
          at = at.plus(RollupTable.SPAN)) {
        if (knowsMore || !known.containsKey(at)) {
          summed.merge(at, pointOf(at, window), TenMinuteSummaries::together);
        }
      }
    }
    known.putAll(summed);
    return new ArrayList<>(known.values());
  }

  private static TenMinutes pointOf(Instant at, Window window) {
    long spans = Math.max(1, window.span().toMillis() / RollupTable.SPAN.toMillis());
    long n = Math.max(1, window.n() / spans);
    return new TenMinutes(at, window.least(), window.mean(), window.most(), n);
  }

  private static TenMinutes together(TenMinutes one, TenMinutes other) {
    long n = one.count() + other.count();
    double mean = (one.mean() * one.count() + other.mean() * other.count()) / n;
    return new TenMinutes(
        one.at(), Math.min(one.min(), other.min()), mean, Math.max(one.max(), other.max()), n);
  }

  private static Instant beginOf(Instant at) {
    long span = RollupTable.SPAN.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), span) * span);
  }
}
