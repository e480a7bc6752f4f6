package jp.yagura.shared.geo;

/// How fine the standard grid is. `cells` counts the quarter cells (250 m) along one side.
public enum MeshLevel {
  /// 第1次地域区画, about 80 km.
  FIRST(4, 320),
  /// 第2次地域区画, about 10 km.
  SECOND(6, 40),
  /// 第3次地域区画 (基準地域メッシュ), about 1 km.
  THIRD(8, 4),
  /// 2分の1地域メッシュ, about 500 m.
  HALF(9, 2),
  /// 4分の1地域メッシュ, about 250 m.
  QUARTER(10, 1);

  private final int digits;
  private final int cells;

  MeshLevel(int digits, int cells) {
    this.digits = digits;
    this.cells = cells;
  }

  public int digits() {
    return digits;
  }

  int cells() {
    return cells;
  }
}
