package jp.yagura.shared.water;

/// Height of the water above the gauge's own zero (零点高), not above the sea. Below zero is normal:
// in a dry summer, and
/// on gauges whose zero is the top of the bank (危機管理型水位計).
public record WaterLevel(int millimetres) implements Comparable<WaterLevel> {

  /// A reading's value. Refuses what no gauge on earth can mean.
  public static WaterLevel ofMillimetres(long millimetres) {
    return new WaterLevel(Math.toIntExact(millimetres));
  }

  public WaterLevel minus(int moreMillimetres) {
    return new WaterLevel(Math.subtractExact(millimetres, moreMillimetres));
  }

  @Override
  public int compareTo(WaterLevel other) {
    return Integer.compare(millimetres, other.millimetres);
  }

  public boolean isAtLeast(WaterLevel other) {
    return millimetres >= other.millimetres;
  }

  /// In metres, as it is printed: `3.41 m` is 3410 mm.
  @Override
  public String toString() {
    return "%d mm".formatted(millimetres);
  }
}
