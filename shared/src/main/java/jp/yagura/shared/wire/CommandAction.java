package jp.yagura.shared.wire;

import java.util.Optional;
import jp.yagura.shared.id.CameraId;

/// What a tower can be asked to do.
public sealed interface CommandAction {

  /// Send a status at once, without waiting for its turn.
  record SendStatusNow() implements CommandAction {}

  /// Send these numbers again, if they are still there.
  record Resend(Stream stream, SeqRange range) implements CommandAction {}

  /// Make yourself known on the spot (lamp, log), for the person who stands below.
  record Identify() implements CommandAction {}

  /// Take a picture now and send it.
  ///
  /// @param camera empty for every camera of the site
  record TakePicture(PictureSize size, Optional<CameraId> camera) implements CommandAction {}
}
