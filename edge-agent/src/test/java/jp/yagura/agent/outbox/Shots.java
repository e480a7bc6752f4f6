package jp.yagura.agent.outbox;

import java.time.Instant;
import java.util.Random;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.wire.PictureSize;

/// Pictures for tests of those who do not look at them.
public final class Shots {

  private Shots() {}

  public static Picture thumbnail(Instant takenAt) {
    return shot(PictureSize.THUMBNAIL, takenAt, 2_500);
  }

  public static Picture full(Instant takenAt, int bytes) {
    return shot(PictureSize.FULL, takenAt, bytes);
  }

  private static Picture shot(PictureSize size, Instant takenAt, int bytes) {
    byte[] jpeg = new byte[bytes];
    new Random(takenAt.toEpochMilli()).nextBytes(jpeg);
    return new Picture(new CameraId("river"), size, takenAt, 160, 90, jpeg);
  }
}
