package jp.yagura.command.camera;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.yagura.command.kernel.access.Viewer;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.files.DamagedFileException;
import jp.yagura.command.kernel.files.FileRef;
import jp.yagura.command.kernel.files.FileStore;
import jp.yagura.command.kernel.web.Problem;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.SitePermissions;
import jp.yagura.command.site.Sites;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.id.SiteId;

@Controller("/api/sites/{site}")
@Tag(name = "camera")
final class PicturesController {

  private static final Duration USUAL_SPAN = Duration.ofHours(6);
  private static final int MOST_AT_ONCE = 500;

  /** A picture never changes, but who may see it does: browsers keep it, gateways do not. */
  private static final String KEEP = "private, max-age=31536000, immutable";

  private final Sites sites;
  private final Database database;
  private final FileStore files;
  private final Wishes wishes;
  private final Clock clock;

  PicturesController(Sites sites, Database database, FileStore files, Wishes wishes, Clock clock) {
    this.sites = sites;
    this.database = database;
    this.files = files;
    this.wishes = wishes;
    this.clock = clock;
  }

  /**
   * @param more true if there are older ones in that span
   */
  @Serdeable
  record Strip(List<PictureItem> pictures, boolean more) {}

  /** The pictures of a site in a span of time, newest first. */
  @Get("/pictures")
  @Secured(SitePermissions.READ)
  Strip pictures(
      String site,
      @QueryValue Optional<Instant> from,
      @QueryValue Optional<Instant> to,
      @QueryValue Optional<String> camera,
      @QueryValue(defaultValue = "100") int limit) {
    Site known = siteNamed(site);
    Optional<CameraId> wanted = camera.map(PicturesController::cameraNamed);
    Instant end = to.orElse(clock.instant());
    Instant begin = from.orElse(end.minus(USUAL_SPAN));
    if (begin.isAfter(end)) {
      throw Problem.invalid("from", "開始は終了より前にしてください。", "The beginning must be before the end.");
    }
    int most = Math.clamp(limit, 1, MOST_AT_ONCE);
    List<PictureItem> found =
        database
            .read(sql -> PictureTable.between(sql, known.id(), wanted, begin, end, most + 1))
            .stream()
            .map(PictureItem::of)
            .toList();
    boolean more = found.size() > most;
    return new Strip(more ? found.subList(0, most) : found, more);
  }

  /** The picture itself. */
  @Get(value = "/pictures/{id}", produces = MediaType.IMAGE_JPEG)
  @Secured(SitePermissions.READ)
  HttpResponse<byte[]> picture(String site, String id, HttpRequest<?> request) {
    Site known = siteNamed(site);
    PictureKey key = PictureKey.parse(known.id(), id).orElseThrow(PicturesController::noPicture);
    Picture picture =
        database
            .read(sql -> PictureTable.find(sql, key))
            .orElseThrow(PicturesController::noPicture);
    String tag = '"' + picture.digest().hex() + '"';
    if (request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).contains(tag)) {
      return HttpResponse.<byte[]>notModified()
          .header(HttpHeaders.ETAG, tag)
          .header(HttpHeaders.CACHE_CONTROL, KEEP);
    }
    return HttpResponse.ok(content(picture))
        .contentType(MediaType.IMAGE_JPEG_TYPE)
        .header(HttpHeaders.ETAG, tag)
        .header(HttpHeaders.CACHE_CONTROL, KEEP)
        // it comes from a tower, and may be anything: opened by itself it can do nothing
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + known.id() + ".jpg\"");
  }

  /** Asks the tower for a full picture; it comes as others do, or not at all. */
  @Post("/cameras/{camera}/wishes")
  @Secured(CameraPermissions.ASK)
  HttpResponse<CameraItem> wish(String site, String camera, Authentication who) {
    return HttpResponse.accepted()
        .body(wishes.ask(siteNamed(site), cameraNamed(camera), Viewer.of(who).account()));
  }

  private byte[] content(Picture picture) {
    return database
        .read(sql -> PictureTable.content(sql, picture.key()))
        .orElseGet(() -> fromFile(picture));
  }

  private byte[] fromFile(Picture picture) {
    try (InputStream file = files.open(new FileRef(picture.digest().hex()))) {
      return file.readAllBytes();
    } catch (NoSuchFileException | DamagedFileException e) {
      throw Problem.notFound(
          "picture",
          "写真のファイルが失われているか壊れています。管理者に伝えてください。",
          "The file of this picture is lost or damaged. Tell the administrator.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Site siteNamed(String id) {
    try {
      return sites.byId(new SiteId(id)).orElseThrow(() -> noSite(id));
    } catch (IllegalArgumentException e) {
      throw noSite(id);
    }
  }

  private static CameraId cameraNamed(String id) {
    try {
      return new CameraId(id);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound(
          "camera", "カメラ「" + id + "」はありません。", "There is no camera “" + id + "”.");
    }
  }

  private static Problem noSite(String id) {
    return Problem.notFound(
        "site",
        "子局「" + id + "」は登録されていません。一覧から選んでください。",
        "No site “" + id + "” is registered. Choose one from the list.");
  }

  private static Problem noPicture() {
    return Problem.notFound(
        "picture",
        "その写真はありません。保存期間を過ぎたのかもしれません。",
        "There is no such picture. It may be past its keeping.");
  }
}
