package jp.yagura.command.camera;

import static jp.yagura.command.testing.TestPictures.full;
import static jp.yagura.command.testing.TestPictures.largeJpeg;
import static jp.yagura.command.testing.TestPictures.pieces;
import static jp.yagura.command.testing.TestPictures.smallJpeg;
import static jp.yagura.command.testing.TestPictures.thumbnail;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jp.yagura.command.kernel.access.Role;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.Sites;
import jp.yagura.command.testing.TestBrowser;
import jp.yagura.command.testing.TestBrowser.Answer;
import jp.yagura.command.testing.TestCenter;
import jp.yagura.command.testing.TestPictures;
import jp.yagura.command.testing.TestSites;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.wire.Sha256;
import jp.yagura.shared.wire.UpMessage.SnapshotChunk;
import jp.yagura.shared.wire.UpMessage.SnapshotOffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may see pictures, and what a browser is told about them. */
@Timeout(60)
class PicturesHttpTest {

  private static final String STRIP = "/api/sites/inabu/pictures";

  @TempDir Path folder;
  private TestCenter center;

  @BeforeEach
  void start() {
    center =
        TestCenter.start(
            Map.of("yagura.sites.import-file", TestSites.writeInto(folder).toString()));
  }

  @AfterEach
  void stop() {
    center.close();
  }

  @Test
  void theStripIsNewestFirstAndKnowsThatThereIsMore() {
    for (int i = 1; i <= 3; i++) {
      center.clock().advance(Duration.ofMinutes(5));
      send(thumbnail(i, now(), smallJpeg(i)));
    }
    TestBrowser viewer = center.loggedInAs(Role.VIEWER);
    Answer strip = viewer.get(STRIP + "?limit=2");
    assertThat(strip.status()).isEqualTo(200);
    assertThat(strip.get("more")).isEqualTo(true);
    assertThat(ids(strip)).containsExactly(id(3), id(2));
    assertThat(viewer.get("/api/sites/oko/pictures").get("pictures")).isEqualTo(List.of());
  }

  @Test
  void aPictureComesAsAPictureThatCanDoNothingElse() {
    byte[] jpeg = largeJpeg(1);
    send(full(1, now(), jpeg));
    pieces(1, jpeg, 0).forEach(piece -> sendPiece((SnapshotChunk) piece));
    Answer picture = center.loggedInAs(Role.VIEWER).get(STRIP + "/" + id(1));
    assertThat(picture.status()).isEqualTo(200);
    assertThat(picture.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(picture.header("Content-Length")).isEqualTo(Integer.toString(jpeg.length));
    assertThat(picture.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(picture.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
    assertThat(picture.header("Cache-Control")).contains("private").contains("immutable");
    assertThat(picture.header("ETag")).isEqualTo('"' + Sha256.of(jpeg).hex() + '"');
  }

  @Test
  void whoHasNotLoggedInSeesNoPictureAndNobodyOneThatIsNotThere() {
    send(thumbnail(1, now(), smallJpeg(1)));
    assertThat(center.browser().get(STRIP + "/" + id(1)).status()).isEqualTo(401);
    assertThat(center.browser().get(STRIP).status()).isEqualTo(401);
    TestBrowser viewer = center.loggedInAs(Role.VIEWER);
    for (String none : List.of(id(2), "x", "1-", "99999999999999999999-1", "..%2f..%2fetc")) {
      assertThat(viewer.get(STRIP + "/" + none).status()).as(none).isEqualTo(404);
    }
    assertThat(viewer.get("/api/sites/oko/pictures/" + id(1)).status()).isEqualTo(404);
  }

  @Test
  void aFileThatIsDamagedIsSaidToBeAndNotShown() throws Exception {
    byte[] jpeg = largeJpeg(2);
    send(full(1, now(), jpeg));
    pieces(1, jpeg, 0).forEach(piece -> sendPiece((SnapshotChunk) piece));
    String name = Sha256.of(jpeg).hex();
    Path file =
        center
            .folder()
            .resolve("files")
            .resolve(name.substring(0, 2))
            .resolve(name.substring(2, 4))
            .resolve(name);
    byte[] damaged = Files.readAllBytes(file);
    damaged[damaged.length / 2] ^= 1;
    Files.write(file, damaged);
    Answer answer = center.loggedInAs(Role.VIEWER).get(STRIP + "/" + id(1));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.get("detail").toString()).contains("壊れて");
  }

  @Test
  void aWishNeedsAPermissionACameraAndARoad() {
    send(thumbnail(1, now(), smallJpeg(1)));
    String wishes = "/api/sites/inabu/cameras/river/wishes";
    assertThat(center.loggedInAs(Role.VIEWER).post(wishes, Map.of()).status()).isEqualTo(403);
    TestBrowser operator = center.loggedInAs(Role.OPERATOR);
    assertThat(operator.post("/api/sites/inabu/cameras/gate/wishes", Map.of()).status())
        .isEqualTo(404);
    assertThat(operator.post("/api/sites/oko/cameras/river/wishes", Map.of()).status())
        .isEqualTo(404);
    assertThat(operator.post(wishes, Map.of()).code()).isEqualTo("no-road");
    Answer again = operator.post(wishes, Map.of());
    assertThat(again.status()).isEqualTo(429);
    assertThat(again.code()).isEqualTo("asked-lately");
    assertThat(again.header("Retry-After")).isEqualTo("30");
  }

  private static List<String> ids(Answer strip) {
    return strip.get("pictures") instanceof List<?> pictures
        ? pictures.stream()
            .map(one -> one instanceof Map<?, ?> item ? String.valueOf(item.get("id")) : "none")
            .toList()
        : List.of();
  }

  private Instant now() {
    return center.clock().instant();
  }

  private static String id(long seq) {
    return TestPictures.EPOCH + "-" + seq;
  }

  private Site inabu() {
    return center.bean(Sites.class).byId(new SiteId("inabu")).orElseThrow();
  }

  private void send(SnapshotOffer offer) {
    var _ =
        center
            .database()
            .write(
                tx ->
                    center
                        .bean(PictureDesk.class)
                        .offer(tx, inabu(), offer, offer.takenAt(), false, now()));
  }

  private void sendPiece(SnapshotChunk piece) {
    var _ =
        center
            .database()
            .write(tx -> center.bean(PictureDesk.class).piece(tx, inabu(), piece, now()));
  }
}
