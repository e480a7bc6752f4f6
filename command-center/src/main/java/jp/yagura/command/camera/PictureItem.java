package jp.yagura.command.camera;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import jp.yagura.shared.wire.PictureSize;

/**
 * A picture as the console is told of it.
 *
 * @param id its address below the site's pictures
 * @param clockWrong takenAt is when it came in: the tower's clock was not to be believed
 */
@Serdeable
record PictureItem(
    String id,
    String camera,
    PictureSize size,
    Instant takenAt,
    boolean clockWrong,
    Instant receivedAt,
    int width,
    int height) {

  static PictureItem of(Picture picture) {
    return new PictureItem(
        picture.key().id(),
        picture.camera().value(),
        picture.size(),
        picture.takenAt(),
        picture.clockWrong(),
        picture.receivedAt(),
        picture.width(),
        picture.height());
  }
}
