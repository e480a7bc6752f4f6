package jp.yagura.hardware;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jp.yagura.shared.yaml.BadYaml;
import jp.yagura.shared.yaml.StrictYaml;
import jp.yagura.shared.yaml.YamlNode;

/// The reader of each kind of file, as the catalogue uses it.
final class Readers {
  private Readers() {}

  /// Why a text is refused; empty if it is not.
  static Optional<BadYaml> refusal(String kind, String yaml) {
    try {
      StrictYaml.read(kind + ".yaml", yaml, of(kind));
      return Optional.empty();
    } catch (BadYaml refusal) {
      return Optional.of(refusal);
    }
  }

  private static Function<YamlNode, ?> of(String kind) {
    return switch (kind) {
      case "boards" -> yaml -> yaml.list("boards", Board::from);
      case "sensors" -> yaml -> yaml.list("sensors", Sensor::from);
      case "cameras" -> yaml -> yaml.list("cameras", Camera::from);
      case "power-systems" -> yaml -> yaml.list("powerSystems", PowerSystem::from);
      case "uplinks" -> yaml -> yaml.list("uplinks", Uplink::from);
      case "sites" -> yaml -> List.of(SitePlan.reader(Catalogue.bundled()).apply(yaml));
      default -> throw new IllegalArgumentException(kind);
    };
  }
}
