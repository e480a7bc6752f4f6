package jp.yagura.agent.camera;

/// There is no picture now, and this is why.
final class CameraFault extends Exception {
  private static final long serialVersionUID = 1L;

  CameraFault(String why) {
    super(why);
  }

  CameraFault(String why, Throwable cause) {
    super(why, cause);
  }
}
