package jp.yagura.command.camera;

/** What one needs to be allowed here, beside seeing the towers. */
final class CameraPermissions {

  /** To wish for a picture: it costs a tower's power and bytes of its line. */
  static final String ASK = "camera.ask";

  private CameraPermissions() {}
}
