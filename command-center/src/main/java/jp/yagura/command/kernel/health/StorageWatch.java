package jp.yagura.command.kernel.health;

import io.micronaut.context.annotation.Value;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.yagura.command.kernel.db.StorageState;
import jp.yagura.command.kernel.health.SystemNotice.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says when storing fails, and in good time when the disk is filling up. */
@Singleton
final class StorageWatch {

  private static final Logger log = LoggerFactory.getLogger(StorageWatch.class);

  private final SystemNotices notices;
  private final Path dataFolder;
  private final long leastFreeBytes;

  StorageWatch(
      SystemNotices notices,
      @Value("${yagura.data}") Path dataFolder,
      @Value("${yagura.storage.least-free-megabytes}") long leastFreeMegabytes) {
    this.notices = notices;
    this.dataFolder = dataFolder;
    this.leastFreeBytes = leastFreeMegabytes << 20;
  }

  @EventListener
  void on(StorageState state) {
    if (state.well()) {
      log.info("storing works again");
      notices.clear("storage");
    } else {
      log.error("storing fails: {}", state.detail());
      notices.raise(
          "storage",
          Severity.CRITICAL,
          "保存できません（ディスク満杯または故障）。受信は確認せず、子局が手元に保持しています。空き容量を確保してください。",
          "Nothing can be stored (disk full or broken). Receipt is not confirmed, so the towers keep"
              + " their data. Make room on the disk.");
    }
  }

  @Scheduled(fixedDelay = "30s", initialDelay = "5s")
  void look() throws IOException {
    long free = Files.getFileStore(dataFolder).getUsableSpace();
    if (free < leastFreeBytes) {
      long megabytes = free >> 20;
      notices.raise(
          "disk-space",
          Severity.WARNING,
          "ディスクの空きが残り " + megabytes + " MB です。",
          "Only " + megabytes + " MB are left on the disk.");
    } else {
      notices.clear("disk-space");
    }
  }
}
