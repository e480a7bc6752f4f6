package jp.yagura.agent.site;

import java.util.Optional;

/// How a picture is obtained. One kind for now; drivers of real cameras become further permits.
public sealed interface CameraDriverConfig {

  /// An imagined camera at an imagined river.
  ///
  /// @param level the site's gauge, whose water it sees
  /// @param rain the site's rain gauge, whose rain it sees
  /// @param seed decides about every wave and drop
  record Simulated(Optional<LevelDriverConfig> level, Optional<LevelDriverConfig> rain, long seed)
      implements CameraDriverConfig {}
}
