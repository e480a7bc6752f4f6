package jp.yagura.simulators.bench;

import java.time.Duration;

/// How much time a run may take.
///
/// @param phase for how long one thing is measured at a time
/// @param warmUp for how long a program runs before it is measured
/// @param rounds how often all that is compared is measured in turn, so that a disturbance does not
///     fall on one of them only
/// @param devices how many devices, pages and the like take part: 1 for all, less for a part of
///     them
public record Scale(Duration phase, Duration warmUp, int rounds, double devices) {
  /// For figures worth telling others.
  public static final Scale FULL = new Scale(Duration.ofSeconds(5), Duration.ofSeconds(10), 3, 1);

  /// All benchmarks together within 80 s on two quiet cores.
  public static final Scale QUICK =
      new Scale(Duration.ofMillis(800), Duration.ofMillis(1_400), 1, 1);

  /// Only to see that everything works; the figures mean nothing.
  public static final Scale TINY =
      new Scale(Duration.ofMillis(200), Duration.ofMillis(200), 1, 0.1);

  /// That many, or the part of them that this run works with.
  public int of(int all) {
    return Math.max(1, (int) Math.round(all * devices));
  }
}
