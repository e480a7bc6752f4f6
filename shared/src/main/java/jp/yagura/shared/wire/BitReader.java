package jp.yagura.shared.wire;

import com.google.protobuf.ByteString;

/// Reads what [BitWriter] wrote, and refuses anything else.
final class BitReader {
  /// Bits that tell how many bits a number has: 0 to 64.
  static final int WIDTH = 7;

  private final ByteString bytes;
  private int position;

  BitReader(ByteString bytes) {
    this.bytes = bytes;
  }

  long bits(int width) {
    if (width > left()) {
      throw new IllegalArgumentException("the columns of a batch end too early");
    }
    long number = 0;
    for (int missing = width; missing > 0; ) {
      int inByte = Byte.SIZE - position % Byte.SIZE;
      int now = Math.min(missing, inByte);
      int piece = bytes.byteAt(position / Byte.SIZE) >>> (inByte - now) & (1 << now) - 1;
      number = number << now | piece;
      position += now;
      missing -= now;
    }
    return number;
  }

  int width() {
    return Check.between("bits of a number", 0, Long.SIZE, (int) bits(WIDTH));
  }

  long signed() {
    long zigzag = bits(width());
    return zigzag >>> 1 ^ -(zigzag & 1);
  }

  /// Only what fills up the last byte may be left, and it is zero.
  void end() {
    if (left() >= Byte.SIZE || bits((int) left()) != 0) {
      throw new IllegalArgumentException("the columns of a batch are longer than its count");
    }
  }

  private long left() {
    return (long) bytes.size() * Byte.SIZE - position;
  }
}
