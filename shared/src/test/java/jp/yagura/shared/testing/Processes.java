package jp.yagura.shared.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts programs as they are started in real life: as processes of their own.
public final class Processes {
  private static final String VERSION = "0.1.0";

  private Processes() {}

  /// A program of ours, from the jar that its module has built: `program("edge-agent",
  /// "jp.yagura.agent.AgentMain", …)`.
  public static RunningProcess program(String module, String main, String... arguments) {
    return program(module, main, List.of(), List.of(arguments));
  }

  /// @param jvmArguments like `-Xmx256m`
  public static RunningProcess program(
      String module, String main, List<String> jvmArguments, List<String> arguments) {
    Path target = root().resolve(module).resolve("target");
    Path jar = target.resolve(module + "-" + VERSION + ".jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(
          jar + " is not built yet; run: mvn -pl " + module + " -am package -DskipTests");
    }
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(jvmArguments);
    command.addAll(List.of("-cp", jar + ":" + target.resolve("lib") + "/*", main));
    command.addAll(arguments);
    return start(main.substring(main.lastIndexOf('.') + 1), command);
  }

  public static RunningProcess start(String name, List<String> command) {
    return start(name, new ProcessBuilder(command));
  }

  public static RunningProcess start(String name, ProcessBuilder builder) {
    try {
      return new RunningProcess(name, builder.redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  /// The `java` that runs this test.
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// The folder of the root pom: tests run in the folder of their module, or there.
  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("shared/pom.xml"))) {
        return folder;
      }
    }
    throw new IllegalStateException("no root pom above " + here);
  }
}
