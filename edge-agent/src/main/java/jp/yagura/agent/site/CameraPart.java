package jp.yagura.agent.site;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.yaml.YamlNode;

/// The part of a site file that tells of cameras.
final class CameraPart {

  private static final Duration SHORTEST = Duration.ofMillis(200);
  private static final Duration USUAL_DEADLINE = Duration.ofSeconds(20);
  private static final int MOST_CAMERAS = 8;

  private CameraPart() {}

  static List<CameraConfig> read(YamlNode yaml, List<SensorConfig> sensors) {
    List<CameraConfig> cameras =
        yaml.optional("cameras", (node, key) -> node.list(key, camera -> camera(camera, sensors)))
            .orElse(List.of());
    Set<CameraId> seen = new HashSet<>();
    for (CameraConfig camera : cameras) {
      if (!seen.add(camera.id())) {
        throw yaml.bad("camera " + camera.id() + " stands here twice");
      }
    }
    if (cameras.size() > MOST_CAMERAS) {
      throw yaml.bad("a site has at most " + MOST_CAMERAS + " cameras");
    }
    return cameras;
  }

  private static CameraConfig camera(YamlNode yaml, List<SensorConfig> sensors) {
    CameraConfig camera =
        new CameraConfig(
            yaml.text("id", CameraId::new),
            yaml.child("driver", driver -> driver(driver, sensors)),
            SiteFile.within(yaml, "every", SHORTEST, CadenceConfig.LONGEST),
            SiteFile.within(yaml, "thumbnailEvery", SHORTEST, CadenceConfig.LONGEST),
            SiteFile.duration(yaml, "deadline", SHORTEST, Duration.ofMinutes(5))
                .orElse(USUAL_DEADLINE),
            between(yaml, "width", 320, 3840),
            between(yaml, "height", 180, 2160));
    if (camera.every().compareTo(camera.thumbnailEvery()) < 0) {
      throw yaml.bad("every must not be shorter than thumbnailEvery");
    }
    return camera;
  }

  private static CameraDriverConfig driver(YamlNode yaml, List<SensorConfig> sensors) {
    SiteFile.mustBeSimulated(yaml);
    return new CameraDriverConfig.Simulated(
        seen(yaml, "level", sensors),
        seen(yaml, "rain", sensors),
        yaml.optional("seed", YamlNode::longInteger).orElse(0L));
  }

  /// The imagined camera sees what an imagined sensor of this site measures.
  private static Optional<LevelDriverConfig> seen(
      YamlNode yaml, String key, List<SensorConfig> sensors) {
    return yaml.optional(key, (node, name) -> node.text(name, SensorId::new))
        .map(
            id ->
                sensors.stream()
                    .filter(sensor -> sensor.id().equals(id))
                    .map(SensorConfig::driver)
                    .findAny()
                    .orElseThrow(() -> yaml.bad(key + " must name a sensor of this site")));
  }

  private static int between(YamlNode yaml, String key, int least, int most) {
    int value = yaml.integer(key);
    if (value < least || value > most) {
      throw yaml.bad(key + " must be from " + least + " to " + most);
    }
    return value;
  }
}
