package jp.yagura.agent.site;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.yagura.agent.site.Timeline.Point;
import jp.yagura.shared.care.SettingRanges;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.Wire;
import jp.yagura.shared.yaml.BadYaml;
import jp.yagura.shared.yaml.StrictYaml;
import jp.yagura.shared.yaml.YamlNode;

/// Reads a site file. A key it does not know, a value out of range or a sensor named twice is
/// refused with the place and what would be right: a box must not run on half of what was meant.
public final class SiteFile {

  private SiteFile() {}

  /// @throws BadYaml if the file cannot be used as it is
  public static SiteConfig read(Path file) {
    return StrictYaml.read(file, SiteFile::site);
  }

  private static SiteConfig site(YamlNode yaml) {
    CadenceConfig cadence = yaml.child("cadence", SiteFile::cadence);
    List<SensorConfig> sensors = sensors(yaml);
    return new SiteConfig(
        SiteAddress.of(yaml.text("municipality"), yaml.text("site")),
        yaml.text("data", Path::of),
        UplinkYaml.uplink(yaml, sensorsIn(sensors)),
        cadence,
        yaml.optional("custody", (node, key) -> node.child(key, SiteFile::custody))
            .orElse(CustodyConfig.DEFAULT),
        yaml.optional("clock", (node, key) -> node.child(key, SiteFile::clock))
            .orElse(ClockConfig.DEFAULT),
        sensors,
        yaml.child("power").child("driver", SiteFile::powerDriver),
        yaml.child("power")
            .optional("plan", (node, key) -> node.child(key, plan -> powerPlan(plan, cadence))),
        yaml.optional("overflow", YamlNode::child)
            .map(overflow -> overflow.child("driver", SiteFile::levelDriver)),
        Looks.label(yaml, yaml.text("site")),
        yaml.optional("local", (node, key) -> node.child(key, Looks::page)),
        CameraPart.read(yaml, sensors));
  }

  private static CadenceConfig cadence(YamlNode yaml) {
    Duration longest = SettingRanges.LONGEST_CADENCE;
    return new CadenceConfig(
        within(yaml, "sample", SettingRanges.SHORTEST_SAMPLE, longest),
        within(yaml, "send", SettingRanges.SHORTEST_SEND, longest),
        within(yaml, "status", SettingRanges.SHORTEST_STATUS, longest));
  }

  private static CustodyConfig custody(YamlNode yaml) {
    Duration shortest = Duration.ofMillis(100);
    Duration longest = Duration.ofHours(1);
    CustodyConfig usual = CustodyConfig.DEFAULT;
    return new CustodyConfig(
        duration(yaml, "resendAfter", shortest, longest).orElse(usual.resendAfter()),
        duration(yaml, "firstRetry", shortest, longest).orElse(usual.firstRetry()),
        duration(yaml, "longestRetry", shortest, longest).orElse(usual.longestRetry()),
        yaml.optional("mostBytes", SiteFile::outboxBytes).orElse(usual.mostBytes()),
        duration(yaml, "archive", Duration.ZERO, Duration.ofDays(366)).orElse(usual.archive()));
  }

  private static ClockConfig clock(YamlNode yaml) {
    return new ClockConfig(
        yaml.list("synchronised", YamlNode::asText).stream().map(Path::of).toList());
  }

  private static long outboxBytes(YamlNode yaml, String key) {
    long bytes = yaml.longInteger(key);
    if (bytes < 1 << 20 || bytes > 1L << 34) {
      throw yaml.bad(key + " must be from 1048576 (1 MiB) to 17179869184 (16 GiB)");
    }
    return bytes;
  }

  private static List<SensorConfig> sensors(YamlNode yaml) {
    List<SensorConfig> sensors = yaml.list("sensors", SiteFile::sensor);
    Set<SensorId> seen = new HashSet<>();
    for (SensorConfig sensor : sensors) {
      if (!seen.add(sensor.id())) {
        throw yaml.bad("sensor " + sensor.id() + " stands here twice");
      }
    }
    if (sensors.size() > Wire.MAX_SITE_SENSORS) {
      throw yaml.bad("a site has at most " + Wire.MAX_SITE_SENSORS + " sensors");
    }
    return sensors;
  }

  private static Set<SensorId> sensorsIn(List<SensorConfig> sensors) {
    return sensors.stream().map(SensorConfig::id).collect(Collectors.toSet());
  }

  private static SensorConfig sensor(YamlNode yaml) {
    return new SensorConfig(
        yaml.text("id", SensorId::new),
        Looks.label(yaml, yaml.text("id")),
        yaml.optional("unit", YamlNode::text).orElse(""),
        new Plausibility(
            yaml.optional("spike", (node, key) -> node.child(key, SiteFile::spike)),
            yaml.optional("range", (node, key) -> node.child(key, SiteFile::range)),
            duration(yaml, "frozenAfter", Duration.ofSeconds(1), Duration.ofDays(30))),
        yaml.child("driver", SiteFile::levelDriver));
  }

  private static Plausibility.Range range(YamlNode yaml) {
    var range = new Plausibility.Range(yaml.longInteger("min"), yaml.longInteger("max"));
    if (range.min() >= range.max()) {
      throw yaml.bad("min must be less than max");
    }
    return range;
  }

  private static SpikeConfig spike(YamlNode yaml) {
    int window = yaml.integer("window");
    long maxJump = yaml.longInteger("maxJump");
    if (window < SettingRanges.LEAST_WINDOW || window > SettingRanges.MOST_WINDOW) {
      throw yaml.bad("window must be 3 to 99 values");
    }
    if (maxJump < SettingRanges.LEAST_JUMP) {
      throw yaml.bad("maxJump must be at least 1");
    }
    return new SpikeConfig(window, maxJump);
  }

  private static LevelDriverConfig levelDriver(YamlNode yaml) {
    mustBeSimulated(yaml);
    int noise = yaml.optional("noise", YamlNode::integer).orElse(0);
    if (noise < 0) {
      throw yaml.bad("noise must not be negative");
    }
    return new LevelDriverConfig.Simulated(
        yaml.instant("startsAt"),
        timeline(yaml, "timeline", YamlNode::asLongInteger),
        noise,
        yaml.optional("seed", YamlNode::longInteger).orElse(0L));
  }

  private static PowerDriverConfig powerDriver(YamlNode yaml) {
    mustBeSimulated(yaml);
    return new PowerDriverConfig.Simulated(
        yaml.instant("startsAt"),
        timeline(yaml, "mains", node -> node.asFlag() ? 1L : 0L),
        timeline(yaml, "battery", node -> (long) node.asInteger()));
  }

  private static PowerPlanConfig powerPlan(YamlNode yaml, CadenceConfig normal) {
    return yaml.child(
        "battery",
        battery ->
            new PowerPlanConfig(
                battery.text("chemistry", SiteFile::chemistry),
                between(battery, "ampereHours", 1, 10_000),
                between(battery, "age", 0.1, 1),
                yaml.child("watts", SiteFile::watts),
                yaml.optional("cadence", (node, key) -> node.child(key, SiteFile::slower))
                    .orElse(PowerPlanConfig.Slower.than(normal)),
                duration(yaml, "promise", Duration.ofHours(1), Duration.ofDays(30))
                    .orElse(Duration.ofHours(72))));
  }

  private static PowerPlanConfig.Chemistry chemistry(String text) {
    return switch (text) {
      case "lead-acid" -> PowerPlanConfig.Chemistry.LEAD_ACID;
      case "lifepo4" -> PowerPlanConfig.Chemistry.LIFEPO4;
      default ->
          throw new IllegalArgumentException(
              "must be lead-acid or lifepo4, but is \"" + text + '"');
    };
  }

  private static PowerPlanConfig.Slower slower(YamlNode yaml) {
    return new PowerPlanConfig.Slower(
        yaml.child("saving", SiteFile::cadence), yaml.child("survival", SiteFile::cadence));
  }

  private static PowerPlanConfig.Watts watts(YamlNode yaml) {
    double normal = between(yaml, "normal", 0.1, 1_000);
    double saving = between(yaml, "saving", 0.1, normal);
    return new PowerPlanConfig.Watts(normal, saving, between(yaml, "survival", 0.1, saving));
  }

  private static double between(YamlNode yaml, String key, double least, double most) {
    double value = yaml.decimal(key);
    if (!(value >= least && value <= most)) {
      throw yaml.bad(key + " must be from " + least + " to " + most);
    }
    return value;
  }

  static void mustBeSimulated(YamlNode yaml) {
    String type = yaml.text("type");
    if (!type.equals("simulated")) {
      throw yaml.bad("type must be simulated, but is \"" + type + '"');
    }
  }

  private static Timeline timeline(YamlNode yaml, String key, Function<YamlNode, Long> value) {
    return new Timeline(
        yaml.list(key, point -> point(point, value)),
        duration(yaml, "repeat", Duration.ofSeconds(1), Duration.ofDays(366)));
  }

  private static Point point(YamlNode yaml, Function<YamlNode, Long> value) {
    List<YamlNode> pair = yaml.asList();
    if (pair.size() != 2) {
      throw yaml.bad("must be a pair like [60s, 1650]");
    }
    return new Point(pair.get(0).asDuration(), value.apply(pair.get(1)));
  }

  static Optional<Duration> duration(
      YamlNode yaml, String key, Duration shortest, Duration longest) {
    return yaml.optional(key, (node, name) -> within(node, name, shortest, longest));
  }

  static Duration within(YamlNode yaml, String key, Duration shortest, Duration longest) {
    Duration duration = yaml.duration(key);
    if (duration.compareTo(shortest) < 0 || duration.compareTo(longest) > 0) {
      throw yaml.bad(
          key + " must be from " + shortest.toMillis() + "ms to " + longest.toSeconds() + "s");
    }
    return duration;
  }
}
