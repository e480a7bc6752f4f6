package jp.yagura.simulators.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import jp.yagura.hardware.SitedSensor;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.water.WaterThresholds;
import jp.yagura.simulators.town.Tower;

/// The registry that the command center imports. It knows of each secret only its hash.
record RegistryText(Preparation preparation, Map<SiteId, String> secrets) {

  String text() {
    var town = preparation.town();
    var scenario = preparation.scenario();
    var text = new StringBuilder();
    text.append("# Written by `prepare`: the registry of a simulated municipality.\n");
    text.append("municipality: {id: ").append(town.id());
    text.append(", name: ").append(YamlText.quoted(town.name()));
    text.append(", nameEn: ").append(YamlText.quoted(town.nameEn())).append("}\n");
    text.append("operation: {kind: EXERCISE, name: ").append(YamlText.quoted(scenario.title()));
    text.append(", nameEn: ").append(YamlText.quoted(scenario.titleEn())).append("}\n");
    text.append("sites:\n");
    town.towers().forEach(tower -> site(text, tower));
    return text.toString();
  }

  private void site(StringBuilder text, Tower tower) {
    text.append("  - id: ").append(tower.id()).append('\n');
    line(text, "name", YamlText.quoted(tower.name()));
    line(text, "nameEn", YamlText.quoted(tower.nameEn()));
    line(text, "kana", YamlText.quoted(tower.kana()));
    line(text, "lat", tower.place().latitude());
    line(text, "lon", tower.place().longitude());
    line(text, "deviceSecretSha256", YamlText.quoted(sha256(Preparation.secretOf(secrets, tower))));
    line(text, "cadenceSeconds", Math.max(1, preparation.cadence().toSeconds()));
    text.append("    sensors:\n");
    tower.sensors().forEach(sensor -> text.append("      - ").append(sensor(sensor)).append('\n'));
  }

  private static void line(StringBuilder text, String key, Object value) {
    text.append("    ").append(key).append(": ").append(value).append('\n');
  }

  private static String sensor(SitedSensor sensor) {
    var entries = new LinkedHashMap<String, Object>();
    entries.put("id", sensor.id());
    entries.put("kind", sensor.kind());
    entries.put("name", YamlText.quoted(sensor.name()));
    entries.put("nameEn", YamlText.quoted(sensor.nameEn()));
    entries.put("unit", YamlText.quoted(sensor.kind().unit()));
    sensor.thresholds().ifPresent(levels -> entries.put("thresholds", thresholds(levels)));
    return YamlText.mapping(entries);
  }

  static String thresholds(WaterThresholds levels) {
    var entries = new LinkedHashMap<String, Object>();
    levels.standby().ifPresent(level -> entries.put("standby", level.millimetres()));
    levels.caution().ifPresent(level -> entries.put("caution", level.millimetres()));
    levels.evacuation().ifPresent(level -> entries.put("evacuation", level.millimetres()));
    levels.danger().ifPresent(level -> entries.put("danger", level.millimetres()));
    entries.put("hysteresis", levels.hysteresisMillimetres());
    entries.put("fallingReadings", levels.fallingReadings());
    return YamlText.mapping(entries);
  }

  private static String sha256(String secret) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
