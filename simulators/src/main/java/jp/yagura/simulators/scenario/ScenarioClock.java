package jp.yagura.simulators.scenario;

import java.time.Duration;
import java.time.Instant;

/// Tells which moment of the scenario a real instant is. Everything that plays a scenario, in
/// whatever process, agrees because all of them were given the same start.
///
/// @param stretch how much slower (above 1) or faster (below 1) than written the scenario is played
/// @param loop in scenario time: after this it begins again, so that a demo left running lives on
public record ScenarioClock(Instant startsAt, double stretch, Duration loop) {
  public ScenarioClock {
    if (!(stretch > 0) || loop.toMillis() <= 0) {
      throw new IllegalArgumentException(
          "a scenario needs a pace and a length: " + stretch + ", " + loop);
    }
  }

  /// Scenario time at this instant; before the start it is the very beginning.
  public Duration at(Instant instant) {
    long real = Math.max(0, startsAt.until(instant).toMillis());
    return Duration.ofMillis((long) (real / stretch) % loop.toMillis());
  }

  /// How long a stretch of scenario time takes in reality.
  public Duration real(Duration scenario) {
    return Duration.ofMillis(Math.round(scenario.toMillis() * stretch));
  }

  /// How long one whole loop takes in reality.
  public Duration realLoop() {
    return real(loop);
  }
}
