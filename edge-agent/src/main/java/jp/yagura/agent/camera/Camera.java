package jp.yagura.agent.camera;

import java.time.Instant;

/// Speaks to one camera. Implementations are called by one thread at a time, which is interrupted
/// when they take too long.
interface Camera {

  /// What the camera sees at `at`.
  ///
  /// @throws CameraFault if the camera does not answer or answers nonsense
  Frame frame(Instant at) throws CameraFault, InterruptedException;
}
