package jp.yagura.agent.outbox;

import java.time.Instant;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.wire.PictureSize;
import jp.yagura.shared.wire.Wire;

/// A picture before it has been numbered.
///
/// @param jpeg its bytes; not changed any more
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Picture(
    CameraId camera, PictureSize size, Instant takenAt, int width, int height, byte[] jpeg) {
  public Picture {
    int most = size == PictureSize.THUMBNAIL ? Wire.MAX_INLINE : Wire.MAX_PICTURE;
    if (jpeg.length == 0 || jpeg.length > most) {
      throw new IllegalArgumentException(
          "a picture of this size has 1 to " + most + " bytes, not " + jpeg.length);
    }
  }
}
