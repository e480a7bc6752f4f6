package jp.yagura.shared.wire;

/// Numbers that follow one another at much the same pace, in few bits: the first one, the smallest
/// step, and what each step has more than that. A column at a steady pace costs nothing per item.
/// Differences wrap around at 64 bits, so any column can be written.
final class Column {
  private Column() {}

  /// @param origin what the first number is counted from
  static void write(BitWriter out, long origin, long[] numbers) {
    out.signed(numbers[0] - origin);
    if (numbers.length == 1) {
      return;
    }
    long smallest = Long.MAX_VALUE;
    long largest = Long.MIN_VALUE;
    for (int i = 1; i < numbers.length; i++) {
      long step = numbers[i] - numbers[i - 1];
      smallest = Math.min(smallest, step);
      largest = Math.max(largest, step);
    }
    int width = BitWriter.widthOf(largest - smallest);
    out.signed(smallest);
    out.bits(width, BitReader.WIDTH);
    for (int i = 1; i < numbers.length; i++) {
      out.bits(numbers[i] - numbers[i - 1] - smallest, width);
    }
  }

  static long[] read(BitReader in, long origin, int length) {
    long[] numbers = new long[length];
    numbers[0] = origin + in.signed();
    if (length == 1) {
      return numbers;
    }
    long smallest = in.signed();
    int width = in.width();
    for (int i = 1; i < length; i++) {
      numbers[i] = numbers[i - 1] + smallest + in.bits(width);
    }
    return numbers;
  }
}
