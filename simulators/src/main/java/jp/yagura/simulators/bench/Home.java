package jp.yagura.simulators.bench;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The checkout whose programs are measured.
///
/// @param root the folder of the root pom
public record Home(Path root) {
  private static final String VERSION = "0.1.0";

  /// The checkout that this class was built in.
  public static Home ofThisProgram() {
    try {
      var here = Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (var folder = here; folder != null; folder = folder.getParent()) {
        if (Files.isDirectory(folder.resolve("command-center"))
            && Files.isRegularFile(folder.resolve("pom.xml"))) {
          return new Home(folder);
        }
      }
      throw new IllegalArgumentException(
          "bench measures the programs of a checkout, and " + here + " is in none");
    } catch (URISyntaxException e) {
      throw new IllegalStateException("this class has no place", e);
    }
  }

  /// The command line that starts a program of ours, as the launcher starts it.
  public List<String> command(String module, String main, List<String> arguments) {
    var target = root.resolve(module).resolve("target");
    var jar = target.resolve(module + "-" + VERSION + ".jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException(jar + " is not built; ./yagura bench builds it");
    }
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xlog:disable",
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + root.resolve("target").resolve("bench-" + module + ".jsa")));
    command.addAll(List.of("-cp", jar + ":" + target.resolve("lib") + "/*", main));
    command.addAll(arguments);
    return command;
  }

  /// Where a run puts its files: on the disk of the checkout, because a temporary folder may be
  /// kept in memory, where nothing is ever written to disk.
  public Path workFolder() {
    return root.resolve("target").resolve("bench");
  }
}
