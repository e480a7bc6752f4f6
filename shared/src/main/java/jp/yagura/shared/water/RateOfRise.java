package jp.yagura.shared.water;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How fast the water rises (negative: falls), in millimetres per ten minutes as it is spoken of in
/// Japan.
public record RateOfRise(int millimetresPer10Minutes) {
  private static final double TEN_MINUTES_MILLIS = Duration.ofMinutes(10).toMillis();
  private static final Duration LONGEST_FORECAST = Duration.ofDays(2);

  /// One measured level at its time.
  public record Point(Instant at, WaterLevel level) {}

  /// The slope of the straight line that fits the points best, which ripples on the water disturb
  /// least. The caller chooses how far back the points go. Empty for fewer than two points in time.
  public static Optional<RateOfRise> of(List<Point> recent) {
    if (recent.size() < 2) {
      return Optional.empty();
    }
    Instant origin = recent.getFirst().at();
    double meanTime = 0;
    double meanLevel = 0;
    for (Point point : recent) {
      meanTime += millisSince(origin, point) / recent.size();
      meanLevel += (double) point.level().millimetres() / recent.size();
    }
    double timeSpread = 0;
    double together = 0;
    for (Point point : recent) {
      double time = millisSince(origin, point) - meanTime;
      timeSpread += time * time;
      together += time * (point.level().millimetres() - meanLevel);
    }
    // less than a millisecond between them: no slope can be told
    return timeSpread < 1
        ? Optional.empty()
        : Optional.of(new RateOfRise((int) Math.round(together / timeSpread * TEN_MINUTES_MILLIS)));
  }

  /// When a higher level would be reached if it went on like this: advice, not a forecast. Empty
  /// when the water does not rise, is there already, or would need more than two days.
  public Optional<Duration> timeFrom(WaterLevel now, WaterLevel threshold) {
    long missing = (long) threshold.millimetres() - now.millimetres();
    if (millimetresPer10Minutes <= 0 || missing <= 0) {
      return Optional.empty();
    }
    double millis = missing * TEN_MINUTES_MILLIS / millimetresPer10Minutes;
    return millis > LONGEST_FORECAST.toMillis()
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.round(millis)));
  }

  private static double millisSince(Instant origin, Point point) {
    return Duration.between(origin, point.at()).toNanos() / 1e6;
  }
}
