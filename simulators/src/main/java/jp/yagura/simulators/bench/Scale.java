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
/// @param soak for how long there is trouble
public record Scale(Duration phase, Duration warmUp, int rounds, double devices, Duration soak) {
  /// For figures worth telling others.
  public static final Scale FULL =
      new Scale(Duration.ofSeconds(5), Duration.ofSeconds(10), 3, 1, Duration.ofMinutes(1));

  /// All benchmarks together within 80 s on two quiet cores.
  public static final Scale QUICK =
      new Scale(Duration.ofMillis(800), Duration.ofMillis(1_400), 1, 1, Duration.ofSeconds(12));

  /// Only to see that everything works; the figures mean nothing.
  public static final Scale TINY =
      new Scale(Duration.ofMillis(200), Duration.ofMillis(200), 1, 0.1, Duration.ofSeconds(8));

  /// The same with trouble for so long.
  public Scale soaking(Duration time) {
    return new Scale(phase, warmUp, rounds, devices, time);
  }

  /// That many, or the part of them that this run works with.
  public int of(int all) {
    return Math.max(1, (int) Math.round(all * devices));
  }
}
