package jp.yagura.shared.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/// The programs of `tools/faults`, which make disks and networks fail. Built when they are first
/// needed; where that cannot be, the test is skipped and says why.
public final class FaultTools {
  private FaultTools() {}

  /// To be preloaded into a process whose files shall fail.
  public static Path ioFault() {
    return built("iofault.so");
  }

  static Path tunLink() {
    return built("tunlink");
  }

  /// To be preloaded into a process whose time of day shall jump.
  public static Path clockJump() {
    return built("clockjump.so");
  }

  /// Skips the test where it does not run as root.
  public static void needRoot(String forWhat) {
    Optional<String> id = said(List.of("id", "-u"));
    if (!id.map(String::strip).equals(Optional.of("0"))) {
      throw skipped("only root may " + forWhat);
    }
  }

  /// Runs a command and tells whether it worked.
  public static boolean works(String... command) {
    return said(List.of(command)).isPresent();
  }

  /// Runs a command that must work.
  public static void must(String... command) {
    if (!works(command)) {
      throw new IllegalStateException("failed: " + String.join(" ", command));
    }
  }

  static TestAbortedException skipped(String why) {
    Announcement.once("skipped: " + why);
    return new TestAbortedException("skipped: " + why);
  }

  private static synchronized Path built(String name) {
    Path root = Processes.root();
    Path folder = root.resolve("target").resolve("faults");
    if (said(List.of("gcc", "--version")).isEmpty()) {
      throw skipped("no gcc here to build tools/faults with; apt-get install gcc libc6-dev");
    }
    must(root.resolve("tools/faults/build.sh").toString(), folder.toString());
    Path tool = folder.resolve(name);
    if (!Files.exists(tool)) {
      throw skipped(name + " is for Linux only");
    }
    return tool;
  }

  /// What a command said; nothing when it failed or is not there.
  static Optional<String> said(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
    } catch (IOException notThere) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command, e);
    }
  }
}
