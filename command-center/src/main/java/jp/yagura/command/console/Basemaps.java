package jp.yagura.command.console;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.yagura.command.kernel.web.PageSource;

/** The maps that are on offer. The bundled one is always there, the others by configuration. */
@Singleton
final class Basemaps implements PageSource {

  private static final String GSI = "https://cyberjapandata.gsi.go.jp";

  /** A map to lie under everything. */
  @Serdeable
  record Basemap(
      String id,
      String label,
      String labelEn,
      Kind kind,
      String url,
      String attribution,
      String attributionEn,
      boolean isDefault) {}

  /** How it is drawn. */
  enum Kind {
    PMTILES,
    RASTER
  }

  private final MapConfig config;

  Basemaps(MapConfig config) {
    this.config = config;
  }

  List<Basemap> all() {
    var all = new ArrayList<Basemap>();
    for (Map<String, String> own : config.own().orElse(List.of())) {
      all.add(own(own, all.isEmpty()));
    }
    all.add(
        new Basemap(
            "bundled",
            "略図（同梱）",
            "Sketch map (bundled)",
            Kind.PMTILES,
            "/map/" + BundledMap.FILE,
            "Yagura 略図（測量には使えません）",
            "Yagura sketch map (not for surveying)",
            all.isEmpty()));
    if (config.gsi()) {
      all.add(gsi("gsi-pale", "pale", "淡色地図", "GSI pale map"));
      all.add(gsi("gsi-photo", "seamlessphoto", "航空写真", "GSI aerial photographs"));
    }
    return all;
  }

  private static Basemap own(Map<String, String> own, boolean first) {
    String file = own.getOrDefault("file", "");
    if (!file.matches("[A-Za-z0-9._-]+\\.pmtiles")) {
      throw new IllegalArgumentException(
          "yagura.map.own.file is the name of a .pmtiles file in the folder map, not: " + file);
    }
    return new Basemap(
        file.substring(0, file.length() - ".pmtiles".length()),
        own.getOrDefault("label", file),
        own.getOrDefault("label-en", own.getOrDefault("labelEn", file)),
        Kind.PMTILES,
        "/map/" + file,
        own.getOrDefault("attribution", ""),
        own.getOrDefault("attribution-en", own.getOrDefault("attribution", "")),
        first);
  }

  private static Basemap gsi(String id, String layer, String label, String labelEn) {
    String ending = layer.equals("seamlessphoto") ? "jpg" : "png";
    return new Basemap(
        id,
        "地理院タイル " + label,
        labelEn,
        Kind.RASTER,
        GSI + "/xyz/" + layer + "/{z}/{x}/{y}." + ending,
        "地理院タイル",
        "GSI Tiles (Geospatial Information Authority of Japan)",
        false);
  }

  @Override
  public Set<String> origins() {
    return config.gsi() ? Set.of(GSI) : Set.of();
  }
}
