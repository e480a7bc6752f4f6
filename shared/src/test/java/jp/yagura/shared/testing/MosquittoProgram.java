package jp.yagura.shared.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The Debian program as a process of its own.
final class MosquittoProgram implements Mosquitto {
  private static final Duration FOR_STOPPING = Duration.ofSeconds(10);

  private final Path folder;
  private @Nullable RunningProcess process;

  MosquittoProgram(Path folder) {
    this.folder = folder;
  }

  static boolean isPossible() {
    return program().isPresent();
  }

  private static Optional<Path> program() {
    return Stream.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void run() {
    String program = program().orElseThrow().toString();
    Announcement.once("broker: " + program + " (Docker does not run here)");
    process =
        Processes.start(
            "mosquitto", List.of(program, "-c", folder.resolve("mosquitto.conf").toString()));
  }

  @Override
  public void kill() {
    if (process != null) {
      process.kill();
    }
  }

  @Override
  public void stop() {
    if (process != null) {
      process.stop(FOR_STOPPING);
    }
  }

  @Override
  public String log() {
    return process == null ? "" : String.join("\n", process.lines());
  }

  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tidy up " + folder, e);
    }
  }
}
