package jp.yagura.agent.sensor;

import java.time.Duration;
import java.time.Instant;
import jp.yagura.agent.site.LevelDriverConfig;

/// An imagined device. Its answer depends on the configuration and the moment alone, so that
/// whoever knows both can tell, long afterwards and in another process, what it must have measured.
public final class SimulatedDriver implements Driver {
  private final LevelDriverConfig.Simulated config;

  public SimulatedDriver(LevelDriverConfig.Simulated config) {
    this.config = config;
  }

  @Override
  public long measure(Instant now) {
    long course = config.timeline().interpolatedAt(Duration.between(config.startsAt(), now));
    return course + deviationAt(now.toEpochMilli());
  }

  private long deviationAt(long epochMillis) {
    int widest = config.noise();
    return Math.floorMod(
            scrambled(config.seed() * 0x9E3779B97F4A7C15L + epochMillis), 2L * widest + 1)
        - widest;
  }

  // The finalizer of SplitMix64: neighbouring moments get unrelated deviations without any state to
  // carry along.
  private static long scrambled(long bits) {
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return bits ^ (bits >>> 31);
  }
}
