package jp.yagura.command.camera;

import java.util.Optional;

/**
 * Reads how large a JPEG picture is without decoding it: what strangers send is not given to an
 * image library.
 */
final class JpegHeader {

  /**
   * @param width and height in pixels
   */
  record Dimensions(int width, int height) {}

  private static final int MARKER = 0xff;
  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;

  private JpegHeader() {}

  /** Empty if it is no JPEG picture, or cut off. */
  static Optional<Dimensions> read(byte[] bytes) {
    int end = bytes.length;
    if (end < 4
        || at(bytes, 0) != MARKER
        || at(bytes, 1) != START_OF_IMAGE
        || at(bytes, end - 2) != MARKER
        || at(bytes, end - 1) != END_OF_IMAGE) {
      return Optional.empty();
    }
    int place = 2;
    while (place + 9 < end && at(bytes, place) == MARKER) {
      int kind = at(bytes, place + 1);
      int length = at(bytes, place + 2) << 8 | at(bytes, place + 3);
      if (isFrame(kind)) {
        int height = at(bytes, place + 5) << 8 | at(bytes, place + 6);
        int width = at(bytes, place + 7) << 8 | at(bytes, place + 8);
        return width == 0 || height == 0
            ? Optional.empty()
            : Optional.of(new Dimensions(width, height));
      }
      if (kind == START_OF_SCAN || length < 2) {
        return Optional.empty();
      }
      place += 2 + length;
    }
    return Optional.empty();
  }

  /** Baseline and progressive, in what browsers show: not lossless, hierarchical or arithmetic. */
  private static boolean isFrame(int kind) {
    return kind >= 0xc0 && kind <= 0xc2;
  }

  private static int at(byte[] bytes, int place) {
    return bytes[place] & 0xff;
  }
}
