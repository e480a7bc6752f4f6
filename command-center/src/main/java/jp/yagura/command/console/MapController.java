package jp.yagura.command.console;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

@Controller("/api/map")
@Tag(name = "console")
final class MapController {

  private final Basemaps basemaps;
  private final MapConfig config;

  MapController(Basemaps basemaps, MapConfig config) {
    this.basemaps = basemaps;
    this.config = config;
  }

  /**
   * @param center longitude and latitude
   */
  @Serdeable
  record MapSetup(List<Basemaps.Basemap> basemaps, List<Double> center, double zoom) {}

  /** Which maps there are and where to begin. */
  @Get
  @Secured(SecurityRule.IS_AUTHENTICATED)
  MapSetup setup() {
    return new MapSetup(
        basemaps.all(), List.of(config.centerLon(), config.centerLat()), config.zoom());
  }
}
