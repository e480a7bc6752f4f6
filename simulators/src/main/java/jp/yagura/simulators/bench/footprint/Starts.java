package jp.yagura.simulators.bench.footprint;

import java.util.ArrayList;
import java.util.List;
import jp.yagura.simulators.bench.Numbers;

/// What one contender took, start by start.
final class Starts {
  private final List<Double> seconds = new ArrayList<>();
  private final List<Double> megabytes = new ArrayList<>();

  void add(double untilReading, double memory) {
    seconds.add(untilReading);
    megabytes.add(memory);
  }

  double seconds() {
    return median(seconds);
  }

  double megabytes() {
    return median(megabytes);
  }

  private static double median(List<Double> measured) {
    return Numbers.median(measured.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
