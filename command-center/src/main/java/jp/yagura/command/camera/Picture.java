package jp.yagura.command.camera;

import java.time.Instant;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.wire.PictureSize;
import jp.yagura.shared.wire.Sha256;

/**
 * What is known of a picture (監視カメラの写真).
 *
 * @param takenAt when it was taken; when it came in, if the tower's clock was not to be believed
 */
record Picture(
    PictureKey key,
    CameraId camera,
    PictureSize size,
    Instant takenAt,
    boolean clockWrong,
    Instant receivedAt,
    int width,
    int height,
    int bytes,
    Sha256 digest) {}
