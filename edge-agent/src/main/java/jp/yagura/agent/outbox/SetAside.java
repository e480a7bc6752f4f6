package jp.yagura.agent.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// Where damaged outboxes go: beside the new one, so that a human can still look for what they
/// held. Only the last few are kept, for they take room.
final class SetAside {
  private static final int MOST_KEPT = 2;
  private static final String MARK = ".damaged-";

  private SetAside() {}

  static void move(Path outbox, InstantSource clock) throws OutboxException {
    String name = outbox.getFileName().toString();
    long now = clock.millis();
    try {
      for (String part : List.of("", "-wal", "-shm")) {
        Path file = outbox.resolveSibling(name + part);
        if (Files.exists(file)) {
          Files.move(file, outbox.resolveSibling(name + MARK + now + part));
        }
      }
      forgetOldest(outbox, name);
    } catch (IOException e) {
      throw new OutboxException(
          OutboxException.Reason.BROKEN, "a damaged outbox cannot be set aside: " + e, e);
    }
  }

  private static void forgetOldest(Path outbox, String name) throws IOException {
    List<Path> kept;
    try (Stream<Path> files = Files.list(outbox.toAbsolutePath().getParent())) {
      kept =
          files
              .filter(file -> file.getFileName().toString().startsWith(name + MARK))
              .filter(
                  file -> !file.toString().endsWith("-wal") && !file.toString().endsWith("-shm"))
              .sorted()
              .toList();
    }
    for (Path old : kept.subList(0, Math.max(0, kept.size() - MOST_KEPT))) {
      for (String part : List.of("", "-wal", "-shm")) {
        Files.deleteIfExists(old.resolveSibling(old.getFileName() + part));
      }
    }
  }
}
