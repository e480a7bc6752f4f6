package jp.yagura.simulators.bench.footprint;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A process under measurement. What it says comes through a pipe: written to a file it would count
/// as bytes on the card.
final class Child implements AutoCloseable {
  private static final String END = "\u0000end";

  private final String name;
  private final Process process;
  private final long startedNanos;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Thread lastWill;

  private Child(String name, Process process, long startedNanos) {
    this.name = name;
    this.process = process;
    this.startedNanos = startedNanos;
    lastWill = Thread.ofPlatform().unstarted(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(lastWill);
    Thread.ofVirtual().start(this::listen);
  }

  static Child start(String name, List<String> command, Map<String, String> environment)
      throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    long now = System.nanoTime();
    return new Child(name, builder.start(), now);
  }

  private void listen() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
      lines.add(END);
    } catch (IOException e) {
      lines.add(END); // it was ended while it spoke
    }
  }

  String await(Predicate<String> wanted, Duration longest)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (true) {
      String line = lines.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (line == null || line.equals(END)) {
        throw new IOException(name + (line == null ? " does not say it" : " ended"));
      }
      if (wanted.test(line)) {
        return line;
      }
    }
  }

  /// Forgets what it has said so far.
  void forget() {
    lines.clear();
  }

  void awaitEnd(Duration longest) throws IOException, InterruptedException {
    if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
      throw new IOException(name + " did not do its work");
    }
  }

  long startedNanos() {
    return startedNanos;
  }

  /// Memory it has now, its children included: what a board has to have for it.
  double megabytes() throws IOException {
    double kib = 0;
    for (ProcessHandle each :
        (Iterable<ProcessHandle>)
            Stream.concat(Stream.of(process.toHandle()), process.descendants())::iterator) {
      kib += number(Path.of("/proc/" + each.pid() + "/status"), "VmRSS:");
    }
    return kib * 1_024 / 1e6;
  }

  /// Bytes it has caused to be sent to a disk since it began.
  long written() throws IOException {
    return number(Path.of("/proc/" + process.pid() + "/io"), "write_bytes:");
  }

  private static long number(Path file, String key) throws IOException {
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(key)) {
        return Long.parseLong(line.substring(key.length()).replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException(file + " has no " + key);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
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
