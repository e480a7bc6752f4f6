package jp.yagura.simulators.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// What a benchmark works with.
///
/// @param progress for whoever waits; never standard output
/// @param beganNanos when the run began, on the clock of [System#nanoTime]
/// @param common a command center to be shared
public record Workbench(
    Home home,
    Scale scale,
    Report report,
    PrintWriter progress,
    long beganNanos,
    CommonCenter common)
    implements AutoCloseable {
  /// As many as the benchmarks that share a command center need together at full scale ...
  private static final int TOWERS = 650;

  /// ... and those that are the same at any scale.
  private static final int MORE_TOWERS = 10;

  public static Workbench of(Scale scale, Report report, PrintWriter progress) {
    return new Workbench(
        Home.ofThisProgram(),
        scale,
        report,
        progress,
        System.nanoTime(),
        new CommonCenter(scale.of(TOWERS) + MORE_TOWERS));
  }

  public void report(Figure figure) {
    report.figure(figure);
  }

  public void say(String what) {
    progress.printf("%5.1f s  %s%n", (System.nanoTime() - beganNanos) / 1e9, what);
    progress.flush();
  }

  /// A new, empty folder of that name. It is left there for whoever wants to look into it, until
  /// the next run.
  public Path folder(String name) throws IOException {
    var folder = home.workFolder().resolve(name);
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return Files.createDirectories(folder);
  }

  @Override
  public void close() {
    common.close();
  }
}
