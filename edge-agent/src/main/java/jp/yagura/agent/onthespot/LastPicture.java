package jp.yagura.agent.onthespot;

import java.time.Instant;
import java.util.Optional;

/// What a camera has seen last.
public interface LastPicture {

  /// @param jpeg as small as a phone's screen needs it
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Picture(Instant takenAt, byte[] jpeg) {}

  Optional<Picture> newest();

  /// For a box without a camera.
  static LastPicture none() {
    return Optional::empty;
  }
}
