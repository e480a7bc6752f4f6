package jp.yagura.command.site;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import jp.yagura.command.operation.OperationKind;
import jp.yagura.shared.geo.LatLon;
import jp.yagura.shared.id.MunicipalityId;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.water.WaterLevel;
import jp.yagura.shared.water.WaterThresholds;
import jp.yagura.shared.yaml.StrictYaml;
import jp.yagura.shared.yaml.YamlNode;

/**
 * The registry of towers as a city writes it down, read strictly: what is not known is an error.
 */
record SiteFile(Home municipality, OperationLine operation, List<SiteLine> sites) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final int MOST_SENSORS = 256;

  record Home(MunicipalityId id, String name, String nameEn) {}

  /** What the sites of this file belong to; absent in the file: the everyday watch. */
  record OperationLine(OperationKind kind, String name, String nameEn, boolean standing) {}

  record SiteLine(
      SiteId id,
      String name,
      String nameEn,
      String kana,
      LatLon place,
      String deviceSecretSha256,
      Duration cadence,
      List<SensorLine> sensors) {}

  record SensorLine(
      SensorId id,
      SensorKind kind,
      String name,
      String nameEn,
      String unit,
      Optional<WaterThresholds> thresholds) {}

  static SiteFile read(Path file) {
    return StrictYaml.read(file, SiteFile::from);
  }

  static SiteFile from(YamlNode yaml) {
    List<SiteLine> sites = yaml.list("sites", SiteFile::site);
    var seen = new HashSet<SiteId>();
    for (SiteLine site : sites) {
      if (!seen.add(site.id())) {
        throw new IllegalArgumentException("the site " + site.id() + " stands here twice");
      }
    }
    return new SiteFile(
        yaml.child(
            "municipality",
            node ->
                new Home(
                    node.text("id", MunicipalityId::new), node.text("name"), node.text("nameEn"))),
        yaml.optional("operation", (node, key) -> node.child(key, SiteFile::operation))
            .orElse(new OperationLine(OperationKind.REAL, "常時監視", "Everyday watch", true)),
        sites);
  }

  private static OperationLine operation(YamlNode node) {
    return new OperationLine(
        node.text("kind", OperationKind::valueOf), node.text("name"), node.text("nameEn"), false);
  }

  private static SiteLine site(YamlNode node) {
    int cadence = node.integer("cadenceSeconds");
    if (cadence < 1 || cadence > 86_400) {
      throw new IllegalArgumentException("cadenceSeconds is from 1 to 86400, not " + cadence);
    }
    List<SensorLine> sensors = node.list("sensors", SiteFile::sensor);
    if (sensors.size() > MOST_SENSORS
        || sensors.stream().map(SensorLine::id).distinct().count() != sensors.size()) {
      throw new IllegalArgumentException(
          "a site has at most " + MOST_SENSORS + " sensors, each with an id of its own");
    }
    return new SiteLine(
        node.text("id", SiteId::new),
        node.text("name"),
        node.text("nameEn"),
        node.text("kana"),
        new LatLon(node.decimal("lat"), node.decimal("lon")),
        node.text("deviceSecretSha256", SiteFile::sha256),
        Duration.ofSeconds(cadence),
        sensors);
  }

  private static String sha256(String text) {
    String hex = text.toLowerCase(Locale.ROOT);
    if (!SHA256.matcher(hex).matches()) {
      throw new IllegalArgumentException("must be the 64 hex digits of a SHA-256");
    }
    return hex;
  }

  private static SensorLine sensor(YamlNode node) {
    return new SensorLine(
        node.text("id", SensorId::new),
        node.text("kind", SensorKind::valueOf),
        node.text("name"),
        node.text("nameEn"),
        node.text("unit"),
        node.optional("thresholds", (n, key) -> n.child(key, SiteFile::thresholds)));
  }

  private static WaterThresholds thresholds(YamlNode node) {
    return new WaterThresholds(
        level(node, "standby"),
        level(node, "caution"),
        level(node, "evacuation"),
        level(node, "danger"),
        node.optional("hysteresis", YamlNode::integer)
            .orElse(WaterThresholds.DEFAULT_HYSTERESIS_MILLIMETRES),
        node.optional("fallingReadings", YamlNode::integer)
            .orElse(WaterThresholds.DEFAULT_FALLING_READINGS));
  }

  private static Optional<WaterLevel> level(YamlNode node, String key) {
    return node.optional(key, YamlNode::integer).map(WaterLevel::new);
  }
}
