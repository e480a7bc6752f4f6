package jp.yagura.hardware;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import jp.yagura.shared.id.MunicipalityId;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.yaml.StrictYaml;
import jp.yagura.shared.yaml.YamlNode;

/// The towers of a municipality: where they stand, what they are built from, and at which levels
/// their water becomes a matter.
///
/// @param exampleValues whether the values are made up for demonstration; such a plan must be shown
///     as one
public record SitePlan(boolean exampleValues, Municipality municipality, List<SiteProfile> sites) {

  /// 市町村
  public record Municipality(MunicipalityId id, String name, String nameEn) {
    public Municipality {
      Rules.name(name);
      Rules.name(nameEn);
    }

    static Municipality from(YamlNode yaml) {
      return new Municipality(
          yaml.text("id", MunicipalityId::new), yaml.text("name"), yaml.text("nameEn"));
    }
  }

  public SitePlan {
    sites = List.copyOf(sites);
    if (sites.isEmpty()) {
      throw new IllegalArgumentException("a plan needs at least one site");
    }
  }

  /// A plan in this jar, by the name of its municipality: `nankoku`.
  public static SitePlan bundled(MunicipalityId municipality, Catalogue catalogue) {
    return Bundled.read("sites/" + municipality + ".yaml", reader(catalogue));
  }

  /// A plan that a city wrote itself.
  public static SitePlan read(Path file, Catalogue catalogue) {
    return StrictYaml.read(file, reader(catalogue));
  }

  static Function<YamlNode, SitePlan> reader(Catalogue catalogue) {
    return yaml ->
        new SitePlan(
            yaml.flag("exampleValues"),
            yaml.child("municipality", Municipality::from),
            List.copyOf(
                Catalogue.byId(
                        yaml.list("sites"),
                        site -> SiteProfile.from(site, catalogue),
                        site -> site.id().value())
                    .values()));
  }

  public SiteProfile site(SiteId id) {
    return sites.stream()
        .filter(site -> site.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no site " + id));
  }
}
