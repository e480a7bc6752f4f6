package jp.yagura.shared.geo;

import java.util.Optional;

/// The digits of a mesh code: two and two for the first level, then a digit for the row and one for
/// the column in 8 and 10 parts, then 1 to 4 (south-west, south-east, north-west, north-east) for
/// each halving.
final class MeshCode {
  private MeshCode() {}

  static String write(Mesh mesh) {
    int row = mesh.row();
    int column = mesh.column();
    String code =
        "%02d%02d%d%d%d%d%d%d"
            .formatted(
                row / 320,
                column / 320,
                row % 320 / 40,
                column % 320 / 40,
                row % 40 / 4,
                column % 40 / 4,
                1 + row % 4 / 2 * 2 + column % 4 / 2,
                1 + row % 2 * 2 + column % 2);
    return code.substring(0, mesh.level().digits());
  }

  static Optional<Mesh> read(String code) {
    for (MeshLevel level : MeshLevel.values()) {
      if (code.length() == level.digits() && code.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return read(code, level);
      }
    }
    return Optional.empty();
  }

  private static Optional<Mesh> read(String code, MeshLevel level) {
    // the missing digits of a coarse level are those of its south-west corner
    String whole = code + "0000000011".substring(code.length());
    int secondRow = digit(whole, 4);
    int secondColumn = digit(whole, 5);
    int half = digit(whole, 8) - 1;
    int quarter = digit(whole, 9) - 1;
    int firstColumn = digit(whole, 2) * 10 + digit(whole, 3);
    if (secondRow > 7
        || secondColumn > 7
        || half < 0
        || half > 3
        || quarter < 0
        || quarter > 3
        || firstColumn >= 80) {
      return Optional.empty();
    }
    int firstRow = digit(whole, 0) * 10 + digit(whole, 1);
    int row = firstRow * 320 + secondRow * 40 + digit(whole, 6) * 4 + half / 2 * 2 + quarter / 2;
    int column =
        firstColumn * 320 + secondColumn * 40 + digit(whole, 7) * 4 + half % 2 * 2 + quarter % 2;
    return Optional.of(new Mesh(level, row, column));
  }

  private static int digit(String code, int at) {
    return code.charAt(at) - '0';
  }
}
