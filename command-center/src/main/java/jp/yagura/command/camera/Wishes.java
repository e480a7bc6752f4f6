package jp.yagura.command.camera;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.live.Live;
import jp.yagura.command.kernel.web.Problem;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.Sites;
import jp.yagura.command.telemetry.broker.Downlink;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.id.Uuid7;
import jp.yagura.shared.wire.CommandAction.TakePicture;
import jp.yagura.shared.wire.DownMessage.Command;
import jp.yagura.shared.wire.PictureSize;

/**
 * Asks towers for a picture. Seldom enough: each costs power and bytes, and the tower counts too.
 */
@Singleton
final class Wishes {

  /** Between two wishes at one camera, whoever has them. */
  static final Duration PAUSE = Duration.ofSeconds(30);

  /** A picture of later is not what was wished for. */
  private static final Duration VALID = Duration.ofMinutes(2);

  private final Database database;
  private final Sites sites;
  private final Live live;
  private final Downlink downlink;
  private final Clock clock;
  private final Uuid7 ids;

  Wishes(Database database, Sites sites, Live live, Downlink downlink, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.live = live;
    this.downlink = downlink;
    this.clock = clock;
    this.ids = new Uuid7(clock);
  }

  /**
   * @return the camera with this wish
   */
  CameraItem ask(Site site, CameraId camera, String by) {
    Instant now = clock.instant();
    CameraItem asked =
        database.write(
            tx -> {
              sites.hold(tx, Set.of(site.address().site()));
              CameraItem before =
                  CameraTable.find(tx.sql(), site.id(), camera).orElseThrow(Wishes::noCamera);
              refuseIfAskedLately(before, now);
              CameraItem after = CameraTable.asked(tx.sql(), site.id(), camera, by, now);
              live.publish(tx, PicturesTopic.NAME, List.of(after));
              return after;
            });
    var wish = new TakePicture(PictureSize.FULL, Optional.of(camera));
    boolean sent =
        downlink.send(site.address(), new Command(ids.next(), now, now.plus(VALID), wish));
    if (!sent) {
      throw Problem.unavailable(
          "no-road",
          "子局への通信経路がありません。ブローカーの状態を確かめてください。",
          "There is no road to the tower. Look at the brokers.",
          PAUSE);
    }
    return asked;
  }

  private static void refuseIfAskedLately(CameraItem camera, Instant now) {
    if (camera.askedAt() == null) {
      return;
    }
    Instant again = camera.askedAt().plus(PAUSE);
    if (again.isAfter(now)) {
      throw Problem.tooMany(
          "asked-lately",
          "少し前に要求したばかりです。写真が届くのを待ってください。",
          "One was asked for a moment ago. Wait for it to arrive.",
          Duration.between(now, again));
    }
  }

  private static Problem noCamera() {
    return Problem.notFound(
        "camera",
        "この子局からは、まだこのカメラの写真が届いていません。",
        "No picture of this camera has come from this site yet.");
  }
}
