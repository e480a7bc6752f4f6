package jp.yagura.simulators.scenario;

import java.util.List;

/// A smooth curve through given points that never overshoots between two of them (Fritsch and
/// Carlson, 1980): where the points rise, the curve rises. A plain cubic spline would dip before a
/// flood and pass a threshold twice.
final class MonotoneCurve {
  /// One point the curve passes through.
  record Point(double x, double y) {}

  private final double[] xs;
  private final double[] ys;
  private final double[] slopes;

  /// The curve is level at its two ends: base flow before, the crest after.
  MonotoneCurve(List<Point> points) {
    if (points.size() < 2) {
      throw new IllegalArgumentException("a curve needs two points, not " + points.size());
    }
    xs = points.stream().mapToDouble(Point::x).toArray();
    ys = points.stream().mapToDouble(Point::y).toArray();
    for (int i = 1; i < xs.length; i++) {
      if (xs[i] <= xs[i - 1]) {
        throw new IllegalArgumentException("points of a curve go forward: " + points);
      }
    }
    slopes = limitedSlopes(xs, ys);
  }

  private static double[] limitedSlopes(double[] xs, double[] ys) {
    int n = xs.length;
    double[] secants = new double[n - 1];
    for (int i = 0; i < n - 1; i++) {
      secants[i] = (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]);
    }
    double[] slopes = new double[n];
    for (int i = 1; i < n - 1; i++) {
      slopes[i] =
          secants[i - 1] * secants[i] <= 0
              ? 0
              // the harmonic mean keeps the slope within three times the smaller secant, which is
              // the condition
              : 2 / (1 / secants[i - 1] + 1 / secants[i]);
    }
    return slopes;
  }

  double at(double x) {
    if (x <= xs[0]) {
      return ys[0];
    }
    int i = 1;
    while (i < xs.length && xs[i] < x) {
      i++;
    }
    if (i == xs.length) {
      return ys[i - 1];
    }
    double width = xs[i] - xs[i - 1];
    double t = (x - xs[i - 1]) / width;
    double t2 = t * t;
    double t3 = t2 * t;
    return (2 * t3 - 3 * t2 + 1) * ys[i - 1]
        + (t3 - 2 * t2 + t) * width * slopes[i - 1]
        + (-2 * t3 + 3 * t2) * ys[i]
        + (t3 - t2) * width * slopes[i];
  }
}
