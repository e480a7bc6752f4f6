package jp.yagura.agent.outbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A file that is there to be deleted: when the disk is full, its room is enough for alarms, and
/// for crossing off what has been confirmed.
final class Reserve {
  private static final Logger log = LoggerFactory.getLogger(Reserve.class);
  private static final int BYTES = 1 << 20;
  private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);
  private static final Duration WHILE_USED = Duration.ofSeconds(1);

  private final Path file;
  private final InstantSource clock;
  private Instant tryAt = Instant.MIN;
  private boolean used;

  Reserve(Path outbox, InstantSource clock) {
    this.file = outbox.resolveSibling(outbox.getFileName() + ".reserve");
    this.clock = clock;
  }

  /// Puts room aside, if there is plenty and none has been put aside yet.
  void keep() {
    Instant now = clock.instant();
    boolean clockJumpedBack = tryAt.isAfter(now.plus(BETWEEN_TRIES));
    if (now.isBefore(tryAt) && !clockJumpedBack) {
      return;
    }
    tryAt = now.plus(used ? WHILE_USED : BETWEEN_TRIES);
    try {
      if (!Files.exists(file)
          && Files.getFileStore(file.getParent()).getUsableSpace() > 4L * BYTES) {
        fill();
        used = false;
      }
    } catch (IOException e) {
      log.warn("no room could be put aside for alarms why=\"{}\"", e.toString());
    }
  }

  /// Really written: a file of zeros that was never written takes no room.
  private void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(new byte[BYTES]);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// Whether the room has been given back, and not yet put aside anew.
  boolean isUsed() {
    return used;
  }

  /// Gives the room back to the disk.
  ///
  /// @return whether there was any
  boolean release() {
    try {
      boolean released = Files.deleteIfExists(file);
      if (released) {
        used = true;
        tryAt = clock.instant().plus(WHILE_USED);
        log.warn("disk full, the room put aside for alarms is used now");
      }
      return released;
    } catch (IOException e) {
      log.warn("the room put aside for alarms cannot be used why=\"{}\"", e.toString());
      return false;
    }
  }
}
