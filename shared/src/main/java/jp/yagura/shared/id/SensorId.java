package jp.yagura.shared.id;

/// One sensor of a site, unique there: `wl`, `rn`, `bv`.
public record SensorId(String value) implements Comparable<SensorId> {
  public SensorId {
    Slug.check("sensor id", value, 16);
  }

  @Override
  public int compareTo(SensorId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
