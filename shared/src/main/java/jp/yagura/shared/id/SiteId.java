package jp.yagura.shared.id;

/// A site (子局): one tower box, unique in its municipality.
public record SiteId(String value) implements Comparable<SiteId> {
  public SiteId {
    Slug.check("site id", value, 32);
  }

  @Override
  public int compareTo(SiteId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
