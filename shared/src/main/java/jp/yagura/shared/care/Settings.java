package jp.yagura.shared.care;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.Wire;
import jp.yagura.shared.yaml.BadYaml;
import jp.yagura.shared.yaml.Durations;
import jp.yagura.shared.yaml.StrictYaml;
import jp.yagura.shared.yaml.YamlNode;

/// What headquarters may change of a tower: a layer above its site file. What is absent stays as
/// the technician wrote it.
///
/// ```json
/// {"cadence":{"sample":"1m","send":"10m","status":"5m"},
///  "sensors":[{"id":"wl","spike":{"window":5,"maxJump":1000}}],
///  "masks":[[[0,0],[1000,0],[500,400]]]}
/// ```
///
/// @param masks what the camera must not show
public record Settings(Cadence cadence, List<SensorSetting> sensors, List<Mask> masks) {
  public static final Settings NONE =
      new Settings(
          new Cadence(Optional.empty(), Optional.empty(), Optional.empty()), List.of(), List.of());

  public record Cadence(
      Optional<Duration> sample, Optional<Duration> send, Optional<Duration> status) {}

  /// What counts as a spike: a value more than `maxJump` away from the median of the last `window`.
  public record SensorSetting(SensorId id, int window, long maxJump) {}

  /// A polygon, in thousandths of the picture's width and height.
  public record Mask(List<Corner> corners) {
    public Mask {
      corners = List.copyOf(corners);
    }
  }

  public record Corner(int x, int y) {}

  public Settings {
    sensors = List.copyOf(sensors);
    masks = List.copyOf(masks);
  }

  /// Reads and checks; what is not known is refused, not overlooked.
  public static Settings read(String text) throws BadSettings {
    if (text.length() > Wire.MAX_CONFIG) {
      throw new BadSettings(
          "",
          "設定が大きすぎます（" + Wire.MAX_CONFIG + "文字まで）。",
          "the settings are larger than " + Wire.MAX_CONFIG + " characters");
    }
    try {
      return StrictYaml.read("settings", text, Settings::settings);
    } catch (BadYaml e) {
      String where = e.path().isEmpty() ? "設定" : "「" + e.path() + "」";
      throw new BadSettings(
          e.path(), where + "を使えません。項目名と値の範囲を確かめてください（" + e.sentence() + "）。", e.sentence());
    }
  }

  private static Settings settings(YamlNode yaml) {
    Settings read =
        new Settings(
            yaml.optional("cadence", (node, key) -> node.child(key, Settings::cadence))
                .orElse(NONE.cadence()),
            yaml.optional("sensors", (node, key) -> node.list(key, Settings::sensor))
                .orElse(List.of()),
            yaml.optional("masks", (node, key) -> node.list(key, Settings::mask))
                .orElse(List.of()));
    Set<SensorId> seen = new HashSet<>();
    for (SensorSetting sensor : read.sensors()) {
      if (!seen.add(sensor.id())) {
        throw yaml.bad("sensor " + sensor.id() + " stands here twice");
      }
    }
    if (read.sensors().size() > Wire.MAX_SITE_SENSORS) {
      throw yaml.bad("a site has at most " + Wire.MAX_SITE_SENSORS + " sensors");
    }
    if (read.masks().size() > SettingRanges.MOST_MASKS) {
      throw yaml.bad("a camera has at most " + SettingRanges.MOST_MASKS + " masks");
    }
    return read;
  }

  private static Cadence cadence(YamlNode yaml) {
    return new Cadence(
        pace(yaml, "sample", SettingRanges.SHORTEST_SAMPLE),
        pace(yaml, "send", SettingRanges.SHORTEST_SEND),
        pace(yaml, "status", SettingRanges.SHORTEST_STATUS));
  }

  private static Optional<Duration> pace(YamlNode yaml, String key, Duration shortest) {
    return yaml.optional(
        key,
        (node, name) ->
            node.text(
                name,
                text -> {
                  Duration pace = Durations.parse(text);
                  if (pace.compareTo(shortest) < 0
                      || pace.compareTo(SettingRanges.LONGEST_CADENCE) > 0) {
                    throw new IllegalArgumentException(
                        "must be from "
                            + shortest.toMillis()
                            + "ms to "
                            + SettingRanges.LONGEST_CADENCE.toHours()
                            + "h");
                  }
                  return pace;
                }));
  }

  private static SensorSetting sensor(YamlNode yaml) {
    SensorId id = yaml.text("id", SensorId::new);
    return yaml.child(
        "spike",
        spike -> {
          int window = spike.integer("window");
          long maxJump = spike.longInteger("maxJump");
          if (window < SettingRanges.LEAST_WINDOW || window > SettingRanges.MOST_WINDOW) {
            throw spike.bad(
                "window must be "
                    + SettingRanges.LEAST_WINDOW
                    + " to "
                    + SettingRanges.MOST_WINDOW
                    + " values");
          }
          if (maxJump < SettingRanges.LEAST_JUMP) {
            throw spike.bad("maxJump must be at least " + SettingRanges.LEAST_JUMP);
          }
          return new SensorSetting(id, window, maxJump);
        });
  }

  private static Mask mask(YamlNode yaml) {
    List<YamlNode> corners = yaml.asList();
    if (corners.size() < SettingRanges.LEAST_CORNERS
        || corners.size() > SettingRanges.MOST_CORNERS) {
      throw yaml.bad(
          "a mask has "
              + SettingRanges.LEAST_CORNERS
              + " to "
              + SettingRanges.MOST_CORNERS
              + " corners");
    }
    return new Mask(corners.stream().map(Settings::corner).toList());
  }

  private static Corner corner(YamlNode yaml) {
    List<YamlNode> pair = yaml.asList();
    if (pair.size() != 2) {
      throw yaml.bad("a corner is a pair like [0, 1000]");
    }
    return new Corner(share(pair.get(0)), share(pair.get(1)));
  }

  private static int share(YamlNode yaml) {
    int share = yaml.asInteger();
    if (share < 0 || share > SettingRanges.WHOLE) {
      throw yaml.bad("must be 0 to " + SettingRanges.WHOLE);
    }
    return share;
  }

  /// The one way to write them: same settings, same text.
  public String canonical() {
    return SettingsText.of(this);
  }
}
