package jp.yagura.agent.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One start of the machine, and the time since then, which runs on evenly whatever happens to the
/// time of day, and across restarts of the agent too: on Linux [System#nanoTime] is the same clock
/// for all processes.
///
/// @param sinceBoot in milliseconds
public record Boot(String id, LongSupplier sinceBoot) {
  private static final Logger log = LoggerFactory.getLogger(Boot.class);
  private static final Path ID = Path.of("/proc/sys/kernel/random/boot_id");

  /// Where the machine does not name its boots, each start of the agent counts as one.
  public static Boot ofThisMachine() {
    return new Boot(idOfThisMachine(), () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
  }

  /// One that shares its time with no other: nothing is known of those before.
  public static Boot unnamed() {
    return new Boot(
        UUID.randomUUID().toString(), () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
  }

  private static String idOfThisMachine() {
    if (Files.isReadable(ID)) {
      try {
        return Files.readString(ID).strip();
      } catch (IOException e) {
        log.warn("this boot has no name why=\"{}\"", e.toString());
      }
    }
    return UUID.randomUUID().toString();
  }

  public long now() {
    return sinceBoot.getAsLong();
  }
}
