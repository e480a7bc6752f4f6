package jp.yagura.simulators.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.yagura.shared.yaml.YamlNode;
import jp.yagura.simulators.fleet.BrokerAddress;
import jp.yagura.simulators.link.Links;
import jp.yagura.simulators.link.Timetable;

/// The emulated links between the real agent and its broker.
///
/// @param listeners best first
/// @param timetable a name or a file: what becomes of them
public record LinkPlan(List<Links.Listener> listeners, String timetable) {
  public LinkPlan {
    listeners = List.copyOf(listeners);
  }

  /// Opens them in front of that broker.
  public Links open(BrokerAddress broker, long seed) {
    var table = Optional.of(Timetable.named(timetable));
    return Links.open(listeners, broker.host(), broker.port(), table, seed);
  }

  static LinkPlan from(YamlNode yaml) {
    return new LinkPlan(
        yaml.list("listen", node -> new Links.Listener(node.text("profile"), node.integer("port"))),
        yaml.text("timetable"));
  }

  String yaml() {
    var entries = new LinkedHashMap<String, Object>();
    entries.put("timetable", YamlText.quoted(timetable));
    entries.put(
        "listen",
        listeners.stream()
            .map(link -> "{profile: " + link.profile() + ", port: " + link.port() + "}")
            .collect(Collectors.joining(", ", "[", "]")));
    return YamlText.mapping(entries);
  }
}
