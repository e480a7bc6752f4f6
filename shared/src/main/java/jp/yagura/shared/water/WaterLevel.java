package jp.yagura.shared.water;

/// Height of the water above the gauge's own zero (零点高), not above the sea. Below zero is normal:
/// in a dry summer, and on gauges whose zero is the top of the bank (危機管理型水位計).
public record WaterLevel(int millimetres) implements Comparable<WaterLevel> {

  /// From a reading's value, clipped to what fits: a value far beyond any river still raises the
  /// alarm it would raise.
  public static WaterLevel ofMillimetres(long millimetres) {
    return new WaterLevel(Math.clamp(millimetres, Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  @Override
  public int compareTo(WaterLevel other) {
    return Integer.compare(millimetres, other.millimetres);
  }

  public boolean isAtLeast(WaterLevel other) {
    return millimetres >= other.millimetres;
  }

  @Override
  public String toString() {
    return millimetres + " mm";
  }
}
