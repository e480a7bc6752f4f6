package jp.yagura.shared.geo;

/// A point on the ground (JGD2011, which is WGS 84 for every purpose here), in degrees.
public record LatLon(double latitude, double longitude) {
  private static final double EARTH_RADIUS_METRES = 6_371_008.8;

  public LatLon {
    // written so that NaN is refused as well
    if (!(latitude >= -90 && latitude <= 90)) {
      throw new IllegalArgumentException("latitude must be -90 to 90, not " + latitude);
    }
    if (!(longitude >= -180 && longitude <= 180)) {
      throw new IllegalArgumentException("longitude must be -180 to 180, not " + longitude);
    }
  }

  /// Over the sphere: good to 0.6 %, enough to sort and to say "about".
  public double metresTo(LatLon other) {
    double lat1 = Math.toRadians(latitude);
    double lat2 = Math.toRadians(other.latitude);
    double halfLat = (lat2 - lat1) / 2;
    double halfLon = Math.toRadians(other.longitude - longitude) / 2;
    double h =
        Math.pow(Math.sin(halfLat), 2)
            + Math.cos(lat1) * Math.cos(lat2) * Math.pow(Math.sin(halfLon), 2);
    return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
  }
}
