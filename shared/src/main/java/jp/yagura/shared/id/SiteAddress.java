package jp.yagura.shared.id;

/// A site's name in the whole world: `nankoku/inabu`. It is also its MQTT user name and the root of
/// its topics.
public record SiteAddress(MunicipalityId municipality, SiteId site)
    implements Comparable<SiteAddress> {

  public static SiteAddress of(String municipality, String site) {
    return new SiteAddress(new MunicipalityId(municipality), new SiteId(site));
  }

  /// Reads `municipality/site`.
  public static SiteAddress parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "a site address is written municipality/site, like nankoku/inabu");
    }
    return of(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public int compareTo(SiteAddress other) {
    int byMunicipality = municipality.compareTo(other.municipality);
    return byMunicipality != 0 ? byMunicipality : site.compareTo(other.site);
  }

  @Override
  public String toString() {
    return municipality + "/" + site;
  }
}
