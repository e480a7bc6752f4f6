package jp.yagura.simulators.plan;

import java.util.Map;
import java.util.stream.Collectors;
import jp.yagura.shared.id.SiteId;
import jp.yagura.simulators.town.Tower;

/// What [FleetPlan] reads: every tower but the one that a real agent plays.
record FleetText(Preparation preparation, Map<SiteId, String> secrets) {

  String text() {
    var text = new StringBuilder();
    text.append("# Written by `prepare`: the devices that `simulate` plays, with their secrets.\n");
    line(text, "scenario", YamlText.quoted(preparation.scenarioName()));
    line(text, "seed", preparation.seed());
    line(text, "startsAt", preparation.startsAt());
    line(text, "rise", YamlText.duration(preparation.rise()));
    line(text, "broker", preparation.broker());
    line(text, "municipality", preparation.town().id());
    line(text, "cadence", YamlText.duration(preparation.cadence()));
    line(text, "status", YamlText.duration(preparation.status()));
    preparation.links().ifPresent(links -> line(text, "links", links.yaml()));
    var devices = preparation.town().towers().stream().filter(tower -> !preparation.isReal(tower));
    text.append("devices:");
    var lines = devices.map(this::device).collect(Collectors.joining());
    return text.append(lines.isEmpty() ? " []\n" : "\n" + lines).toString();
  }

  private String device(Tower tower) {
    var text = new StringBuilder();
    text.append("  - site: ").append(tower.id()).append('\n');
    var secret = Preparation.secretOf(secrets, tower);
    text.append("    secret: ").append(YamlText.quoted(secret)).append('\n');
    tower
        .thresholds()
        .ifPresent(
            levels ->
                text.append("    thresholds: ")
                    .append(RegistryText.thresholds(levels))
                    .append('\n'));
    var sensors =
        tower.sensors().stream()
            .map(sensor -> "{id: " + sensor.id() + ", kind: " + sensor.kind() + "}")
            .collect(Collectors.joining(", ", "[", "]"));
    return text.append("    sensors: ").append(sensors).append('\n').toString();
  }

  private static void line(StringBuilder text, String key, Object value) {
    text.append(key).append(": ").append(value).append('\n');
  }
}
