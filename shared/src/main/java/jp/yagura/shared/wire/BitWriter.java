package jp.yagura.shared.wire;

import java.io.ByteArrayOutputStream;

/// A string of bits in the making, from the highest bit of the first byte on.
final class BitWriter {
  private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
  private int open;
  private int used;

  /// Writes the lowest `width` bits of that number.
  void bits(long number, int width) {
    for (int left = width; left > 0; ) {
      int now = Math.min(left, Byte.SIZE - used);
      left -= now;
      open = open << now | (int) (number >>> left & (1L << now) - 1);
      used += now;
      if (used == Byte.SIZE) {
        whole.write(open);
        open = 0;
        used = 0;
      }
    }
  }

  /// Writes a number in as many bits as it needs, and before them how many those are.
  void signed(long number) {
    long zigzag = number << 1 ^ number >> 63;
    int width = widthOf(zigzag);
    bits(width, BitReader.WIDTH);
    bits(zigzag, width);
  }

  static int widthOf(long unsigned) {
    return Long.SIZE - Long.numberOfLeadingZeros(unsigned);
  }

  /// All of it, filled up with zeros to a whole byte. Nothing may be written after this.
  byte[] toByteArray() {
    if (used > 0) {
      bits(0, Byte.SIZE - used);
    }
    return whole.toByteArray();
  }
}
