package jp.yagura.agent.outbox;

import java.time.Instant;
import java.util.Optional;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.wire.Bytes;
import jp.yagura.shared.wire.PictureSize;
import jp.yagura.shared.wire.Sha256;
import jp.yagura.shared.wire.UpMessage.SnapshotOffer;

/// A picture of the outbox without its bytes.
///
/// @param id of its row
/// @param bytes how many it has
public record KeptPicture(
    long id,
    long epoch,
    long seq,
    CameraId camera,
    PictureSize size,
    Instant takenAt,
    int width,
    int height,
    int bytes,
    Sha256 digest) {

  private static final String JPEG = "image/jpeg";

  /// @param inline all of its bytes, where they travel with the offer
  public SnapshotOffer offer(Optional<Bytes> inline) {
    return new SnapshotOffer(
        epoch, seq, takenAt, JPEG, bytes, digest, width, height, size, camera, inline);
  }
}
