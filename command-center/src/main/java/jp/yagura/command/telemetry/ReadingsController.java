package jp.yagura.command.telemetry;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import jp.yagura.command.kernel.web.Problem;
import jp.yagura.command.site.Sensor;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.SitePermissions;
import jp.yagura.command.site.Sites;
import jp.yagura.command.telemetry.watch.History;
import jp.yagura.command.telemetry.watch.History.Resolution;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.id.SiteId;

@Controller("/api/sites")
@Tag(name = "telemetry")
final class ReadingsController {

  private static final Duration USUAL_SPAN = Duration.ofHours(1);

  /** Two years of roll-ups fit; more is a mistake or an attack. */
  private static final Duration LONGEST_SPAN = Duration.ofDays(732);

  /** With these one can reckon, and the database can compare them. */
  private static final Instant EARLIEST = Instant.EPOCH;

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final Sites sites;
  private final History history;
  private final Clock clock;

  ReadingsController(Sites sites, History history, Clock clock) {
    this.sites = sites;
    this.history = history;
    this.clock = clock;
  }

  /** What a sensor measured: single readings for short spans, ten-minute roll-ups for long ones. */
  @Get("/{site}/sensors/{sensor}/readings")
  @Secured(SitePermissions.READ)
  History.Chart readings(
      String site,
      String sensor,
      @QueryValue Optional<Instant> from,
      @QueryValue Optional<Instant> to,
      @QueryValue(defaultValue = "auto") String resolution) {
    Site known = siteNamed(site);
    Instant end = to.map(at -> within("to", at)).orElse(clock.instant());
    Instant begin = from.map(at -> within("from", at)).orElse(end.minus(USUAL_SPAN));
    if (!begin.isBefore(end) || begin.plus(LONGEST_SPAN).isBefore(end)) {
      throw Problem.invalid(
          "from",
          "開始は終了より前で、期間は2年以内にしてください。",
          "The beginning must be before the end, and the span at most two years.");
    }
    return history.chart(
        known, sensorOf(known, sensor), begin, end, resolution(resolution, begin, end));
  }

  private static Instant within(String field, Instant at) {
    if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
      throw Problem.invalid(
          field, "1970年から9999年までの日時にしてください。", "Use a time between the years 1970 and 9999.");
    }
    return at;
  }

  private Site siteNamed(String id) {
    try {
      return sites.byId(new SiteId(id)).orElseThrow(() -> noSite(id));
    } catch (IllegalArgumentException e) {
      throw noSite(id);
    }
  }

  private static Sensor sensorOf(Site site, String id) {
    try {
      return site.sensor(new SensorId(id)).orElseThrow(() -> noSensor(id));
    } catch (IllegalArgumentException e) {
      throw noSensor(id);
    }
  }

  private static Resolution resolution(String text, Instant begin, Instant end) {
    return switch (text) {
      case "raw" -> Resolution.RAW;
      case "10m" -> Resolution.TEN_MINUTES;
      case "auto" -> Resolution.fitting(Duration.between(begin, end));
      default ->
          throw Problem.invalid(
              "resolution", "auto、raw、10m のどれかにしてください。", "Use one of auto, raw or 10m.");
    };
  }

  private static Problem noSite(String id) {
    return Problem.notFound(
        "site",
        "子局「" + id + "」は登録されていません。一覧から選んでください。",
        "No site “" + id + "” is registered. Choose one from the list.");
  }

  private static Problem noSensor(String id) {
    return Problem.notFound(
        "sensor", "この子局にセンサー「" + id + "」はありません。", "This site has no sensor “" + id + "”.");
  }
}
