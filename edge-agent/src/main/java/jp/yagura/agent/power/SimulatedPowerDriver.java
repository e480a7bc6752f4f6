package jp.yagura.agent.power;

import java.time.Duration;
import java.time.Instant;
import jp.yagura.agent.site.PowerDriverConfig;

/// An imagined supply that follows its two timelines.
public final class SimulatedPowerDriver implements PowerDriver {
  private final PowerDriverConfig.Simulated config;

  public SimulatedPowerDriver(PowerDriverConfig.Simulated config) {
    this.config = config;
  }

  @Override
  public Supply measure(Instant now) {
    Duration sinceStart = Duration.between(config.startsAt(), now);
    return new Supply(
        config.mains().steppedAt(sinceStart) != 0,
        Math.toIntExact(config.battery().interpolatedAt(sinceStart)));
  }
}
