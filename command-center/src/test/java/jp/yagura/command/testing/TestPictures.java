package jp.yagura.command.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.wire.Bytes;
import jp.yagura.shared.wire.PictureSize;
import jp.yagura.shared.wire.Sha256;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.UpMessage.SnapshotChunk;
import jp.yagura.shared.wire.UpMessage.SnapshotOffer;

/** Pictures of nothing, and how a tower would send them. */
public final class TestPictures {

  public static final long EPOCH = 1_795_000_000_000L;
  public static final CameraId RIVER = new CameraId("river");
  public static final int PIECE = 4096;

  private TestPictures() {}

  /** A real JPEG picture; another seed, another picture. */
  public static byte[] jpeg(int width, int height, long seed) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var random = new Random(seed);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, (x * 3 + random.nextInt(80)) << 8 | (y * 2) & 0xff);
      }
    }
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static SnapshotOffer thumbnail(long seq, Instant takenAt, byte[] jpeg) {
    return offer(seq, takenAt, jpeg, 40, 24, PictureSize.THUMBNAIL, Optional.of(jpeg));
  }

  public static byte[] smallJpeg(long seed) {
    return jpeg(40, 24, seed);
  }

  public static byte[] largeJpeg(long seed) {
    return jpeg(320, 240, seed);
  }

  public static SnapshotOffer full(long seq, Instant takenAt, byte[] jpeg) {
    return offer(seq, takenAt, jpeg, 320, 240, PictureSize.FULL, Optional.empty());
  }

  public static SnapshotOffer offer(
      long seq,
      Instant takenAt,
      byte[] jpeg,
      int width,
      int height,
      PictureSize size,
      Optional<byte[]> inline) {
    return new SnapshotOffer(
        EPOCH,
        seq,
        takenAt,
        "image/jpeg",
        jpeg.length,
        Sha256.of(jpeg),
        width,
        height,
        size,
        RIVER,
        inline.map(Bytes::copyOf));
  }

  /** All pieces of a picture, in order, from there on. */
  public static List<UpMessage> pieces(long seq, byte[] jpeg, int from) {
    var pieces = new ArrayList<UpMessage>();
    Bytes whole = Bytes.copyOf(jpeg);
    for (int offset = from; offset < jpeg.length; offset += PIECE) {
      pieces.add(new SnapshotChunk(EPOCH, seq, Sha256.of(jpeg), offset, whole.part(offset, PIECE)));
    }
    return Collections.unmodifiableList(pieces);
  }
}
