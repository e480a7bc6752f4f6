package jp.yagura.simulators.scenario;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import jp.yagura.shared.yaml.YamlNode;

/// How a scenario is written. What is not written does not happen.
final class ScenarioFile {
  private ScenarioFile() {}

  static Scenario scenario(YamlNode file) {
    var others = file.child("others");
    return new Scenario(
        file.text("name"),
        file.text("title"),
        file.text("titleEn"),
        file.duration("rise"),
        file.duration("loop"),
        file.duration("recession"),
        file.child("storm", ScenarioFile::storm),
        file.child("towers", ScenarioFile::towers),
        others.child("flood", ScenarioFile::flood),
        others.duration("lagUpTo"));
  }

  private static Storm storm(YamlNode line) {
    return new Storm(
        line.text("peak", ScenarioFile::tenthsOfMillimetre),
        line.duration("at"),
        line.duration("width"));
  }

  private static int tenthsOfMillimetre(String text) {
    if (!text.endsWith("mm")) {
      throw new IllegalArgumentException("rain is written in mm, like 28.5mm");
    }
    return new BigDecimal(text.substring(0, text.length() - 2)).movePointRight(1).intValueExact();
  }

  private static Map<String, TowerScript> towers(YamlNode towers) {
    var scripts = new LinkedHashMap<String, TowerScript>();
    towers.keys().forEach(site -> scripts.put(site, towers.child(site, ScenarioFile::script)));
    return scripts;
  }

  private static TowerScript script(YamlNode tower) {
    return new TowerScript(
        tower.optional("river", YamlNode::text),
        tower.optional("flood", (node, key) -> node.child(key, ScenarioFile::flood)),
        tower.optional("rainLag", YamlNode::duration).orElse(Duration.ZERO),
        listed(tower, "outages", ScenarioFile::outage),
        listed(tower, "linkLost", ScenarioFile::span),
        listed(tower, "silent", ScenarioFile::span),
        listed(tower, "overflow", ScenarioFile::span));
  }

  private static <T> List<T> listed(YamlNode tower, String key, Function<YamlNode, T> item) {
    Optional<List<T>> written = tower.optional(key, (node, name) -> node.list(name, item));
    return written.orElse(List.of());
  }

  private static Flood flood(YamlNode flood) {
    return new Flood(
        flood.decimal("base"),
        flood.duration("standby"),
        flood.duration("caution"),
        flood.duration("evacuation"),
        flood.duration("danger"),
        flood.child(
            "crest", crest -> new Flood.Crest(crest.duration("at"), crest.decimal("over"))));
  }

  private static Outage outage(YamlNode line) {
    return new Outage(line.duration("from"), line.duration("to"), line.decimal("drainsTo"));
  }

  private static Span span(YamlNode line) {
    return new Span(line.duration("from"), line.duration("to"));
  }
}
