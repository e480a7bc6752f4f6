package jp.yagura.hardware;

import jp.yagura.shared.yaml.YamlNode;

/// A camera.
///
/// @param infraredWatts what its light needs on top at night
public record Camera(
    String id,
    String name,
    String nameEn,
    Connection connection,
    int widthPixels,
    int heightPixels,
    double watts,
    double infraredWatts,
    boolean panTiltZoom) {

  /// How its pictures are fetched.
  public enum Connection {
    RTSP,
    CSI,
    USB
  }

  private static final int MOST_PIXELS = 65_535;

  public Camera {
    Rules.profileId(id);
    Rules.name(name);
    Rules.name(nameEn);
    Rules.watts(watts);
    Rules.watts(infraredWatts);
    if (widthPixels < 1
        || widthPixels > MOST_PIXELS
        || heightPixels < 1
        || heightPixels > MOST_PIXELS) {
      throw new IllegalArgumentException("a picture has 1 to 65535 pixels each way");
    }
  }

  static Camera from(YamlNode yaml) {
    return new Camera(
        yaml.text("id"),
        yaml.text("name"),
        yaml.text("nameEn"),
        yaml.text("connection", text -> Rules.oneOf(Connection.class, text)),
        yaml.integer("widthPixels"),
        yaml.integer("heightPixels"),
        yaml.decimal("watts"),
        yaml.decimal("infraredWatts"),
        yaml.flag("panTiltZoom"));
  }
}
