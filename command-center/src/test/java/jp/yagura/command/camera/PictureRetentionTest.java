package jp.yagura.command.camera;

import static jp.yagura.command.testing.TestPictures.full;
import static jp.yagura.command.testing.TestPictures.largeJpeg;
import static jp.yagura.command.testing.TestPictures.pieces;
import static jp.yagura.command.testing.TestPictures.smallJpeg;
import static jp.yagura.command.testing.TestPictures.thumbnail;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.files.FileRef;
import jp.yagura.command.kernel.files.FileStore;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.Sites;
import jp.yagura.command.testing.TestCenter;
import jp.yagura.command.testing.TestPostgres;
import jp.yagura.command.testing.TestSites;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.wire.Sha256;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.UpMessage.SnapshotChunk;
import jp.yagura.shared.wire.UpMessage.SnapshotOffer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Full pictures are forgotten first, small ones later, and with them what they took of the disk.
 */
class PictureRetentionTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Database.Dialect.class)
  void fullPicturesGoAfterAMonthWithTheirFilesAndSmallOnesAfterAYear(Database.Dialect dialect)
      throws Exception {
    try (TestCenter center = center(dialect)) {
      byte[] large = largeJpeg(1);
      var file = new FileRef(Sha256.of(large).hex());
      FileStore files = center.bean(FileStore.class);
      send(center, List.of(thumbnail(1, now(center), smallJpeg(1))));
      send(center, List.of(full(2, now(center), large)));
      send(center, pieces(2, large, 0));
      assertThat(files.has(file)).isTrue();
      center.clock().advance(Duration.ofDays(29));
      center.bean(PictureRetention.class).forget();
      assertThat(count(center, "picture")).isEqualTo(2);
      center.clock().advance(Duration.ofDays(2));
      center.bean(PictureRetention.class).forget();
      assertThat(count(center, "picture")).isEqualTo(1);
      assertThat(files.has(file)).isFalse();
      center.clock().advance(Duration.ofDays(336));
      center.bean(PictureRetention.class).forget();
      assertThat(count(center, "picture") + count(center, "picture_content")).isZero();
      assertThat(count(center, "camera")).as("that there was one is still known").isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.Dialect.class)
  void aFileThatTwoPicturesShareStaysUntilTheSecondGoes(Database.Dialect dialect) {
    try (TestCenter center = center(dialect)) {
      byte[] large = largeJpeg(2);
      var file = new FileRef(Sha256.of(large).hex());
      send(center, List.of(full(1, now(center), large)));
      send(center, pieces(1, large, 0));
      center.clock().advance(Duration.ofDays(20));
      send(center, List.of(full(2, now(center), large)));
      send(center, pieces(2, large, 0));
      center.clock().advance(Duration.ofDays(11));
      center.bean(PictureRetention.class).forget();
      assertThat(count(center, "picture")).isEqualTo(1);
      assertThat(center.bean(FileStore.class).has(file)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Database.Dialect.class)
  void anUploadThatNobodyGoesOnWithIsForgottenAfterADay(Database.Dialect dialect) {
    try (TestCenter center = center(dialect)) {
      byte[] large = largeJpeg(3);
      send(center, List.of(full(1, now(center), large)));
      send(center, pieces(1, large, 0).subList(0, 2));
      center.clock().advance(Duration.ofHours(23));
      center.bean(PictureRetention.class).forget();
      assertThat(count(center, "picture_piece")).isEqualTo(2);
      center.clock().advance(Duration.ofHours(2));
      center.bean(PictureRetention.class).forget();
      assertThat(count(center, "picture_piece") + count(center, "picture_upload")).isZero();
    }
  }

  private TestCenter center(Database.Dialect dialect) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("yagura.sites.import-file", TestSites.writeInto(folder).toString());
    if (dialect == Database.Dialect.POSTGRESQL) {
      settings.putAll(TestCenter.on(TestPostgres.shared().freshDatabase()));
    }
    return TestCenter.start(settings);
  }

  private static Instant now(TestCenter center) {
    return center.clock().instant();
  }

  private static void send(TestCenter center, List<? extends UpMessage> messages) {
    Site inabu = center.bean(Sites.class).byId(new SiteId("inabu")).orElseThrow();
    PictureDesk desk = center.bean(PictureDesk.class);
    Instant now = now(center);
    for (UpMessage message : messages) {
      var _ =
          center
              .database()
              .write(
                  tx ->
                      switch (message) {
                        case SnapshotOffer offer ->
                            desk.offer(tx, inabu, offer, offer.takenAt(), false, now);
                        case SnapshotChunk piece -> desk.piece(tx, inabu, piece, now);
                        default -> throw new AssertionError(message);
                      });
    }
  }

  private static int count(TestCenter center, String table) {
    return center.database().read(sql -> sql.fetchCount(sql.selectOne().from(table)));
  }
}
