package jp.yagura.simulators.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jp.yagura.shared.testing.Processes;
import jp.yagura.shared.testing.RunningProcess;

/// A folder that dpkg takes for the root of a machine. Nothing outside it is touched: no user is
/// made, no service enabled.
final class ScratchRoot {
  private static final Duration LONG = Duration.ofMinutes(3);

  private final Path folder;

  ScratchRoot(Path folder) throws IOException {
    this.folder = folder;
    for (String part : List.of("info", "updates", "triggers")) {
      Files.createDirectories(folder.resolve("var/lib/dpkg").resolve(part));
    }
    Files.createFile(folder.resolve("var/lib/dpkg/status"));
  }

  Path at(String path) {
    return folder.resolve(path.substring(1));
  }

  /// What dpkg and the package's own scripts have said.
  String install(Path debian) {
    try (RunningProcess dpkg =
        Processes.start(
            "dpkg",
            List.of(
                "fakeroot",
                "dpkg",
                "--root=" + folder,
                "--force-script-chrootless",
                "--force-depends",
                "--no-triggers",
                "-i",
                debian.toString()))) {
      int code = dpkg.awaitEnd(LONG);
      String said = String.join("\n", dpkg.lines());
      if (code != 0) {
        throw new AssertionError("dpkg ended with " + code + "\n" + said);
      }
      return said;
    }
  }

  /// Starts the service with the very command of its unit file, from in here.
  RunningProcess startService(String unit) throws IOException {
    String command =
        Files.readAllLines(at("/usr/lib/systemd/system/" + unit)).stream()
            .filter(line -> line.startsWith("ExecStart="))
            .map(line -> line.substring("ExecStart=".length()))
            .findFirst()
            .orElseThrow();
    List<String> words = new ArrayList<>();
    for (String word : command.split(" ")) {
      words.add(word.startsWith("/") ? at(word).toString() : word);
    }
    var builder = new ProcessBuilder(words);
    builder.environment().put("YAGURA_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("YAGURA_LOG", "debug");
    return Processes.start(unit, builder);
  }

  /// The package of this machine's kind of processor, made from what the modules have built.
  static Path build(Path checkout, Path out, String version) {
    String script =
        """
        set -euo pipefail
        root="$1" jdk_home="$2"
        for part in words programs package; do source "$root/tools/launcher/$part.sh"; done
        make_package amd64 x86_64 "$4" "$3"
        """;
    try (RunningProcess bash =
        Processes.start(
            "package",
            List.of(
                "bash",
                "-c",
                script,
                "package",
                checkout.toString(),
                System.getProperty("java.home"),
                out.toString(),
                version))) {
      int code = bash.awaitEnd(LONG);
      if (code != 0) {
        throw new AssertionError("no package: " + bash.lines());
      }
      return out.resolve("yagura-agent_" + version + "_amd64.deb");
    }
  }
}
