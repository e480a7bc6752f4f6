package jp.yagura.agent.site;

import java.time.Instant;

/// How a measured quantity is obtained. One kind for now; drivers of real devices become further
/// permits.
public sealed interface LevelDriverConfig {

  /// An imagined device that follows `timeline` from `startsAt` on.
  ///
  /// @param noise the largest deviation from the timeline, either way
  /// @param seed decides the deviations: the same seed measures the same at the same moment
  record Simulated(Instant startsAt, Timeline timeline, int noise, long seed)
      implements LevelDriverConfig {}
}
