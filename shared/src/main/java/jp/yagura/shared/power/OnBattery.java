package jp.yagura.shared.power;

import java.time.Duration;
import java.util.Optional;

/// How a tower fares that nothing charges.
///
/// @param byPlan until it falls silent, with all that it means to give up on the way
/// @param speaksEvery how long it may take from one word of it to the next, where that is longer
///     than on mains: who waits for it must not think it silent
public record OnBattery(
    TimeLeft byPlan, Optional<ModesLeft> inModes, Optional<Duration> speaksEvery) {

  private static final Duration LONGEST = Duration.ofDays(2);

  public OnBattery {
    if (speaksEvery
        .filter(every -> !every.isPositive() || every.compareTo(LONGEST) > 0)
        .isPresent()) {
      throw new IllegalArgumentException("nobody can wait for a word every " + speaksEvery.get());
    }
  }

  /// Where no more is known.
  public static OnBattery lasting(TimeLeft byPlan) {
    return new OnBattery(byPlan, Optional.empty(), Optional.empty());
  }

  public OnBattery speaking(Optional<Duration> every) {
    return new OnBattery(byPlan, inModes, every);
  }
}
