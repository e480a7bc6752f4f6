package jp.yagura.agent.care;

import jp.yagura.shared.wire.CommandAction.TakePicture;

/// Who looks through the cameras when headquarters wishes it.
public interface Photographer {
  enum Answer {
    /// It is being taken, and comes as soon as the line has room for it.
    GRANTED,
    NO_SUCH_CAMERA,
    /// More in a short time than the battery or the line can bear.
    FLOOD
  }

  /// Does not wait for the camera.
  Answer take(TakePicture wish);
}
