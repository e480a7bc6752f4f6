package jp.yagura.hardware;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import jp.yagura.shared.yaml.YamlNode;

/// All profiles that towers can be built from, by id.
public final class Catalogue {
  private final Map<String, Board> boards;
  private final Map<String, Sensor> sensors;
  private final Map<String, Camera> cameras;
  private final Map<String, PowerSystem> powerSystems;
  private final Map<String, Uplink> uplinks;

  private Catalogue() {
    boards = file("boards.yaml", "boards", Board::from, Board::id);
    sensors = file("sensors.yaml", "sensors", Sensor::from, Sensor::id);
    cameras = file("cameras.yaml", "cameras", Camera::from, Camera::id);
    powerSystems = file("power-systems.yaml", "powerSystems", PowerSystem::from, PowerSystem::id);
    uplinks = file("uplinks.yaml", "uplinks", Uplink::from, Uplink::id);
  }

  /// The profiles in this jar.
  public static Catalogue bundled() {
    return new Catalogue();
  }

  public Board board(String id) {
    return find("board", boards, id);
  }

  public Sensor sensor(String id) {
    return find("sensor", sensors, id);
  }

  public Camera camera(String id) {
    return find("camera", cameras, id);
  }

  public PowerSystem powerSystem(String id) {
    return find("power system", powerSystems, id);
  }

  public Uplink uplink(String id) {
    return find("uplink", uplinks, id);
  }

  public List<Board> boards() {
    return List.copyOf(boards.values());
  }

  public List<Sensor> sensors() {
    return List.copyOf(sensors.values());
  }

  public List<Camera> cameras() {
    return List.copyOf(cameras.values());
  }

  public List<PowerSystem> powerSystems() {
    return List.copyOf(powerSystems.values());
  }

  public List<Uplink> uplinks() {
    return List.copyOf(uplinks.values());
  }

  private static <T> Map<String, T> file(
      String name, String key, Function<YamlNode, T> reader, Function<T, String> id) {
    return Bundled.read(name, yaml -> byId(yaml.list(key), reader, id));
  }

  /// In the order of the file; an id that stands there twice is an error.
  static <T> SequencedMap<String, T> byId(
      List<YamlNode> items, Function<YamlNode, T> reader, Function<T, String> id) {
    SequencedMap<String, T> found = new LinkedHashMap<>();
    for (YamlNode item : items) {
      T profile = item.as(reader);
      if (found.putIfAbsent(id.apply(profile), profile) != null) {
        throw item.bad("the id " + id.apply(profile) + " stands here twice");
      }
    }
    return found;
  }

  private static <T> T find(String what, Map<String, T> profiles, String id) {
    T found = profiles.get(id);
    if (found == null) {
      throw new IllegalArgumentException(
          "there is no such " + what + "; known are " + String.join(", ", profiles.keySet()));
    }
    return found;
  }
}
