package jp.yagura.shared.id;

/// A municipality (市町村), the outermost name in every topic.
public record MunicipalityId(String value) implements Comparable<MunicipalityId> {
  public MunicipalityId {
    Slug.check("municipality id", value, 32);
  }

  @Override
  public int compareTo(MunicipalityId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
