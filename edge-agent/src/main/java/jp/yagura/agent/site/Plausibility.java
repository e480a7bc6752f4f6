package jp.yagura.agent.site;

import java.time.Duration;
import java.util.Optional;

/// What of a sensor's values is believed. Each check is off unless the site file names it.
///
/// @param frozenAfter a sensor with noise whose value has not changed in the least for so long is
///     stuck
public record Plausibility(
    Optional<SpikeConfig> spike, Optional<Range> range, Optional<Duration> frozenAfter) {

  Plausibility with(SpikeConfig other) {
    return new Plausibility(Optional.of(other), range, frozenAfter);
  }

  /// The values that exist at this place, both ends included; all others are no measurement.
  public record Range(long min, long max) {

    public boolean holds(long value) {
      return value >= min && value <= max;
    }

    @Override
    public String toString() {
      return min + " to " + max;
    }
  }
}
