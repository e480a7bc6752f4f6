package jp.yagura.simulators.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A running process whose output goes to a file. Closing it ends it, and it never outlives us.
public final class Program implements AutoCloseable {
  private static final Duration TO_STOP = Duration.ofSeconds(5);

  private final String name;
  private final Process process;
  private final Path output;
  private final Thread lastWill;

  private Program(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
    lastWill = Thread.ofPlatform().unstarted(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(lastWill);
  }

  /// @param folder for what it says on standard output (`NAME.out`) and standard error (`NAME.err`)
  public static Program start(String name, List<String> command, Path folder) throws IOException {
    var output = folder.resolve(name + ".out");
    Files.deleteIfExists(output);
    var process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve(name + ".err").toFile())
            .start();
    return new Program(name, process, output);
  }

  /// The first line that begins so.
  public String awaitLine(String beginning, Duration longest)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (true) {
      // before looking: what a program says last must not be missed
      boolean ended = !process.isAlive();
      Optional<String> line;
      try (var lines = Files.lines(output)) {
        line = lines.filter(l -> l.startsWith(beginning)).findFirst();
      }
      if (line.isPresent()) {
        return line.get();
      }
      if (ended || System.nanoTime() > end) {
        throw new IOException(
            name + (ended ? " ended" : " is not ready") + "; see " + output.getParent());
      }
      Thread.sleep(20);
    }
  }

  /// Waits until it has done its work.
  public void awaitEnd(Duration longest) throws IOException, InterruptedException {
    if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException(name + " still runs; see " + output.getParent());
    }
  }

  /// Processor time it has used so far.
  public Duration cpuTime() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// SIGKILL.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(TO_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(lastWill);
    } catch (IllegalStateException e) {
      // we are going down ourselves, and the will is already being carried out
    }
  }
}
