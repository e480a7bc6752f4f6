package jp.yagura.agent.care;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import jp.yagura.agent.identity.PrivateFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which order made the program end, for the one that starts after it: it tells headquarters that
/// the restart is done.
final class RestartNote {
  private static final Logger log = LoggerFactory.getLogger(RestartNote.class);

  private final Path file;

  RestartNote(Path file) {
    this.file = file;
  }

  void write(UUID order) throws IOException {
    PrivateFile.write(file, order.toString().getBytes(StandardCharsets.US_ASCII));
  }

  Optional<UUID> take() {
    try {
      UUID order = UUID.fromString(Files.readString(file).strip());
      Files.delete(file);
      return Optional.of(order);
    } catch (NoSuchFileException notAsked) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      log.warn("the note of a restart cannot be read why=\"{}\"", e + "");
      return Optional.empty();
    }
  }
}
