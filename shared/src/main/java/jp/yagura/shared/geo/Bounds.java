package jp.yagura.shared.geo;

/// A box between two parallels and two meridians. The south and west edges belong to it, the north
/// and east ones do not, so that boxes side by side share no point.
public record Bounds(LatLon southWest, LatLon northEast) {
  public Bounds {
    if (southWest.latitude() >= northEast.latitude()
        || southWest.longitude() >= northEast.longitude()) {
      throw new IllegalArgumentException(southWest + " is not south-west of " + northEast);
    }
  }

  public boolean contains(LatLon point) {
    return point.latitude() >= southWest.latitude()
        && point.latitude() < northEast.latitude()
        && point.longitude() >= southWest.longitude()
        && point.longitude() < northEast.longitude();
  }

  public LatLon centre() {
    return new LatLon(
        (southWest.latitude() + northEast.latitude()) / 2,
        (southWest.longitude() + northEast.longitude()) / 2);
  }
}
