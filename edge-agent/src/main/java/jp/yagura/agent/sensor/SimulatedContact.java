package jp.yagura.agent.sensor;

import java.time.Duration;
import java.time.Instant;
import jp.yagura.agent.site.LevelDriverConfig;

/// An imagined contact: open (0) or closed (1), never anything between, so it switches at the
/// points of its timeline and does not glide from one to the next.
public final class SimulatedContact implements Driver {
  private final LevelDriverConfig.Simulated config;

  public SimulatedContact(LevelDriverConfig.Simulated config) {
    this.config = config;
  }

  @Override
  public long measure(Instant now) {
    return config.timeline().steppedAt(Duration.between(config.startsAt(), now));
  }
}
