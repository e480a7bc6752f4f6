package jp.yagura.simulators.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import jp.yagura.simulators.scenario.ScenarioClock;

/// A quantity over one loop of a scenario, as the timeline of a simulated driver: few points
/// between which straight lines are near enough.
record Trace(List<Point> points) {
  private static final Duration STEP = Duration.ofSeconds(1);

  /// At this scenario time the quantity has this value.
  record Point(Duration at, int value) {}

  /// The quantity through one loop, never further than `tolerance` from the truth.
  static Trace of(Duration loop, int tolerance, ToIntFunction<Duration> quantity) {
    var samples = new ArrayList<Point>();
    for (var at = Duration.ZERO; at.compareTo(loop) < 0; at = at.plus(STEP)) {
      samples.add(new Point(at, quantity.applyAsInt(at)));
    }
    var kept = new ArrayList<Point>();
    kept.add(samples.getFirst());
    simplify(samples, 0, samples.size() - 1, tolerance, kept);
    return new Trace(List.copyOf(kept));
  }

  /// Keeps the sample that is furthest from the straight line, and so on to both sides of it
  /// (Ramer, Douglas, Peucker).
  private static void simplify(
      List<Point> samples, int from, int to, int tolerance, List<Point> kept) {
    double worst = tolerance;
    int furthest = -1;
    for (int i = from + 1; i < to; i++) {
      double share = (double) (i - from) / (to - from);
      double line =
          samples.get(from).value() + share * (samples.get(to).value() - samples.get(from).value());
      double error = Math.abs(samples.get(i).value() - line);
      if (error > worst) {
        worst = error;
        furthest = i;
      }
    }
    if (furthest < 0) {
      kept.add(samples.get(to));
    } else {
      simplify(samples, from, furthest, tolerance, kept);
      simplify(samples, furthest, to, tolerance, kept);
    }
  }

  /// `[[0s, 420], [36s, 1200], …]` in real time.
  String timeline(ScenarioClock clock, IntFunction<String> value) {
    return points.stream()
        .map(
            point ->
                "[%s, %s]"
                    .formatted(
                        YamlText.duration(clock.real(point.at())), value.apply(point.value())))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
