package jp.yagura.agent.camera;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import jp.yagura.agent.outbox.Picture;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.wire.PictureSize;

/// Makes pictures of frames (現像), no larger than the line can bear: rather coarse than late.
final class Darkroom {

  static final int MOST_BYTES_FULL = 80 * 1024;
  static final int MOST_BYTES_THUMBNAIL = 3 * 1024;

  private static final int THUMBNAIL_WIDTH = 160;
  private static final float[] QUALITIES = {0.8f, 0.65f, 0.5f, 0.38f, 0.28f, 0.2f, 0.12f, 0.06f};

  private Darkroom() {}

  static Picture develop(CameraId camera, Instant takenAt, Frame frame, PictureSize size)
      throws CameraFault {
    BufferedImage image = size == PictureSize.THUMBNAIL ? shrunk(frame.image()) : frame.image();
    int most = size == PictureSize.THUMBNAIL ? MOST_BYTES_THUMBNAIL : MOST_BYTES_FULL;
    return new Picture(
        camera, size, takenAt, image.getWidth(), image.getHeight(), jpeg(image, most));
  }

  private static BufferedImage shrunk(BufferedImage image) {
    int height = Math.max(1, image.getHeight() * THUMBNAIL_WIDTH / image.getWidth());
    BufferedImage half = image;
    // by halves, or most of the large picture would never be looked at
    while (half.getWidth() / 2 >= THUMBNAIL_WIDTH) {
      half = scaled(half, half.getWidth() / 2, half.getHeight() / 2);
    }
    return scaled(half, THUMBNAIL_WIDTH, height);
  }

  private static BufferedImage scaled(BufferedImage image, int width, int height) {
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = scaled.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(image, 0, 0, width, height, null);
    pen.dispose();
    return scaled;
  }

  private static byte[] jpeg(BufferedImage image, int mostBytes) throws CameraFault {
    for (float quality : QUALITIES) {
      byte[] jpeg = jpeg(image, quality);
      if (jpeg.length <= mostBytes) {
        return jpeg;
      }
    }
    throw new CameraFault("a picture that does not get smaller than " + mostBytes + " bytes");
  }

  private static byte[] jpeg(BufferedImage image, float quality) throws CameraFault {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException e) {
      throw new CameraFault("the picture cannot be compressed", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
