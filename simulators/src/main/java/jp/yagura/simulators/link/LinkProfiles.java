package jp.yagura.simulators.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import jp.yagura.shared.yaml.StrictYaml;
import jp.yagura.shared.yaml.YamlNode;

/// The roads that we know by name. Each number of theirs stands in `links/profiles.yaml` with where
/// it comes from.
public final class LinkProfiles {
  private static final String FILE = "/links/profiles.yaml";
  private static final Map<String, LinkProfile> BY_NAME = read();

  private LinkProfiles() {}

  public static Set<String> names() {
    return BY_NAME.keySet();
  }

  /// @throws IllegalArgumentException when there is none of that name
  public static LinkProfile named(String name) {
    LinkProfile profile = BY_NAME.get(name);
    if (profile == null) {
      throw new IllegalArgumentException(
          "there is no link profile '%s'; there are %s"
              .formatted(name, String.join(", ", BY_NAME.keySet())));
    }
    return profile;
  }

  private static Map<String, LinkProfile> read() {
    try (var file = Objects.requireNonNull(LinkProfiles.class.getResourceAsStream(FILE), FILE)) {
      var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      Map<String, LinkProfile> byName = new LinkedHashMap<>();
      List<LinkProfile> profiles =
          StrictYaml.read("profiles.yaml", text, yaml -> yaml.list("profiles", LinkProfiles::one));
      profiles.forEach(profile -> byName.put(profile.name(), profile));
      return Collections.unmodifiableMap(byName);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }

  private static LinkProfile one(YamlNode yaml) {
    return new LinkProfile(
        yaml.text("name"),
        sourced(yaml, "rtt", YamlNode::duration),
        sourced(yaml, "jitter", YamlNode::duration),
        sourced(yaml, "upKilobits", YamlNode::longInteger) * 1000,
        sourced(yaml, "downKilobits", YamlNode::longInteger) * 1000,
        sourced(yaml, "lossPercent", YamlNode::decimal) / 100,
        sourced(yaml, "queueBytes", YamlNode::integer));
  }

  /// A value, of which somebody has said where it comes from.
  private static <T> T sourced(
      YamlNode profile, String key, BiFunction<YamlNode, String, T> value) {
    return profile.child(
        key,
        entry -> {
          if (entry.text("source").isBlank()) {
            throw entry.bad("must say where the value comes from");
          }
          return value.apply(entry, "value");
        });
  }
}
