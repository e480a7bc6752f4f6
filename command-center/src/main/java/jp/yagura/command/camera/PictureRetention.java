package jp.yagura.command.camera;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.kernel.files.FileRef;
import jp.yagura.command.kernel.files.FileStore;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.Sites;
import jp.yagura.shared.wire.PictureSize;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets pictures that are older than the city wants to keep them, and uploads that nobody goes on
 * with. A few at a time, so that no transaction is long. The newest of each camera stays known by
 * its time, also when it is gone.
 */
@Singleton
final class PictureRetention {

  private static final Logger log = LoggerFactory.getLogger(PictureRetention.class);
  private static final int AT_ONCE = 200;

  private final Database database;
  private final Sites sites;
  private final FileStore files;
  private final Clock clock;
  private final PictureBounds bounds;
  private final Uploads uploads;

  PictureRetention(
      Database database, Sites sites, FileStore files, Clock clock, PictureBounds bounds) {
    this.database = database;
    this.sites = sites;
    this.files = files;
    this.clock = clock;
    this.bounds = bounds;
    this.uploads = new Uploads(bounds);
  }

  @Scheduled(fixedDelay = "1h", initialDelay = "12m")
  void forget() {
    Instant now = clock.instant();
    int left = database.write(tx -> uploads.forgetOld(tx.sql(), now));
    int forgotten = 0;
    for (Site site : sites.all()) {
      forgotten += forget(site, PictureSize.FULL, now, bounds.keepFull());
      forgotten += forget(site, PictureSize.THUMBNAIL, now, bounds.keepThumbnails());
    }
    if (forgotten + left > 0) {
      log.info("{} pictures past their keeping and {} uploads were forgotten", forgotten, left);
    }
  }

  private int forget(Site site, PictureSize size, Instant now, Duration keep) {
    int forgotten = 0;
    int some;
    do {
      some = database.write(tx -> forgetSome(tx, site.id(), size, now.minus(keep)));
      forgotten += some;
    } while (some == AT_ONCE);
    return forgotten;
  }

  /** Files go before the commit: if it fails, their rows are still there to be forgotten again. */
  private int forgetSome(Transaction tx, String site, PictureSize size, Instant before) {
    List<Picture> old = PictureTable.receivedBefore(tx.sql(), site, size, before, AT_ONCE);
    for (Picture picture : old) {
      boolean inFile = PictureTable.content(tx.sql(), picture.key()).isEmpty();
      PictureTable.forget(tx.sql(), picture.key());
      if (inFile && !PictureTable.refersTo(tx.sql(), picture.digest())) {
        remove(new FileRef(picture.digest().hex()));
      }
    }
    return old.size();
  }

  private void remove(FileRef file) {
    try {
      files.remove(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
