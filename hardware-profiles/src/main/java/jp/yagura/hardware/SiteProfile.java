package jp.yagura.hardware;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jp.yagura.shared.geo.LatLon;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.yaml.YamlNode;

/// One tower (屋外拡声子局 or another place with our box).
///
/// @param cadence how often each sensor is read
/// @param uplinks best first
public record SiteProfile(
    SiteId id,
    String name,
    String nameEn,
    String kana,
    LatLon place,
    Duration cadence,
    Board board,
    PowerSystem powerSystem,
    List<Uplink> uplinks,
    Optional<Camera> camera,
    List<SitedSensor> sensors) {
  private static final int MOST_SENSORS = 16;

  public SiteProfile {
    Rules.name(name);
    Rules.name(nameEn);
    Rules.name(kana);
    uplinks = List.copyOf(Rules.distinct(uplinks));
    sensors = List.copyOf(sensors);
    if (cadence.isZero() || cadence.isNegative()) {
      throw new IllegalArgumentException("cadence must be longer than nothing");
    }
    if (uplinks.isEmpty()) {
      throw new IllegalArgumentException("a tower needs at least one uplink");
    }
    if (sensors.isEmpty() || sensors.size() > MOST_SENSORS) {
      throw new IllegalArgumentException("a tower has 1 to 16 sensors");
    }
  }

  static SiteProfile from(YamlNode yaml, Catalogue catalogue) {
    return new SiteProfile(
        yaml.text("id", SiteId::new),
        yaml.text("name"),
        yaml.text("nameEn"),
        yaml.text("kana"),
        new LatLon(yaml.decimal("lat"), yaml.decimal("lon")),
        yaml.duration("cadence"),
        yaml.text("board", catalogue::board),
        yaml.text("powerSystem", catalogue::powerSystem),
        yaml.list("uplinks", uplink -> catalogue.uplink(uplink.asText())),
        yaml.optional("camera", (site, key) -> site.text(key, catalogue::camera)),
        List.copyOf(
            Catalogue.byId(
                    yaml.list("sensors"),
                    sensor -> SitedSensor.from(sensor, catalogue),
                    sensor -> sensor.id().value())
                .values()));
  }

  /// The load on the battery with everything at work: board, sensors, the best road, and the camera
  /// with its light.
  public double fullLoadWatts() {
    double sensing = sensors.stream().mapToDouble(sensor -> sensor.profile().watts()).sum();
    double seeing = camera.map(c -> c.watts() + c.infraredWatts()).orElse(0.0);
    return board.busyWatts() + sensing + uplinks.getFirst().watts() + seeing;
  }
}
