package jp.yagura.command.device;

import static jp.yagura.command.tables.Tables.DEVICE_LOG_PART;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import jp.yagura.command.device.CommandRows.State;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.kernel.files.FileRef;
import jp.yagura.command.kernel.files.FileStore;
import jp.yagura.command.site.Site;
import jp.yagura.shared.wire.UpMessage.LogPart;
import jp.yagura.shared.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the pieces of a box's log together, and keeps it as a file. */
@Singleton
final class LogDesk {

  private static final Logger log = LoggerFactory.getLogger(LogDesk.class);

  /** More than a box keeps of it; less than a gzip that wants to fill our memory. */
  private static final int LONGEST = 4 * 1024 * 1024;

  private final Database database;
  private final FileStore files;
  private final DeviceNews news;
  private final Clock clock;

  /** Beside the database's writer, which must not wait for a file. */
  private final ExecutorService keeping =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("device-logs").factory());

  LogDesk(Database database, FileStore files, DeviceNews news, Clock clock) {
    this.database = database;
    this.files = files;
    this.news = news;
    this.clock = clock;
  }

  void take(Transaction tx, Site site, LogPart part, Instant at) {
    boolean asked =
        CommandRows.byId(tx.sql(), part.command())
            .filter(row -> row.site().equals(site.id()))
            .filter(row -> row.kind() == CommandKind.LOG && row.state().isOpen())
            .isPresent();
    if (!asked) {
      return;
    }
    CommandRows.received(tx.sql(), part.command(), at);
    tx.sql()
        .insertInto(DEVICE_LOG_PART)
        .set(DEVICE_LOG_PART.COMMAND_ID, part.command().toString())
        .set(DEVICE_LOG_PART.PART, part.part())
        .set(DEVICE_LOG_PART.PARTS, part.parts())
        .set(DEVICE_LOG_PART.DATA, part.data().toArray())
        .onConflictDoNothing()
        .execute();
    int here =
        tx.sql()
            .fetchCount(DEVICE_LOG_PART, DEVICE_LOG_PART.COMMAND_ID.eq(part.command().toString()));
    if (here == part.parts()) {
      tx.afterCommit(() -> keeping.execute(() -> keep(site, part.command())));
    }
  }

  private void keep(Site site, UUID command) {
    List<byte[]> parts =
        database.read(
            sql ->
                sql.select(DEVICE_LOG_PART.DATA)
                    .from(DEVICE_LOG_PART)
                    .where(DEVICE_LOG_PART.COMMAND_ID.eq(command.toString()))
                    .orderBy(DEVICE_LOG_PART.PART)
                    .fetch(DEVICE_LOG_PART.DATA));
    var whole = new ByteArrayOutputStream();
    parts.forEach(whole::writeBytes);
    try {
      FileRef ref =
          files.store(
              new ByteArrayInputStream(whole.toByteArray()),
              (long) Wire.MAX_LOG_PART * Wire.MAX_LOG_PARTS);
      database.write(
          tx -> {
            CommandRows.fetched(tx.sql(), command, ref.sha256(), whole.size());
            CommandRows.finished(tx.sql(), command, State.DONE, clock.instant(), "", "");
            forget(tx, command);
            news.changed(tx, site);
            return true;
          });
    } catch (IOException | RuntimeException e) {
      log.warn("the log of {} could not be kept, ask for it again", site.address(), e);
    }
  }

  private static void forget(Transaction tx, UUID command) {
    tx.sql()
        .deleteFrom(DEVICE_LOG_PART)
        .where(DEVICE_LOG_PART.COMMAND_ID.eq(command.toString()))
        .execute();
  }

  /** As text; what a box sends is not believed to be small. */
  byte[] text(String file) throws IOException {
    try (InputStream content = new GZIPInputStream(files.open(new FileRef(file)))) {
      return content.readNBytes(LONGEST);
    }
  }
}
