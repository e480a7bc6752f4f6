package jp.yagura.shared.id;

/// One camera of a site (監視カメラ), unique there: `river`, `gate`.
public record CameraId(String value) implements Comparable<CameraId> {
  public CameraId {
    Slug.check("camera id", value, 16);
  }

  @Override
  public int compareTo(CameraId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
