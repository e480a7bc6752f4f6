package jp.yagura.agent.outbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.yagura.shared.testing.Processes;
import jp.yagura.shared.testing.RunningProcess;

/// A `main` of the tests as a process of its own, with the classes that the tests have.
final class JavaProgram {
  private JavaProgram() {}

  static RunningProcess start(
      Class<?> main, Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Processes.java());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m"));
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.addAll(List.of("-cp", classes, main.getName()));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return Processes.start(main.getSimpleName(), builder);
  }

  /// What makes a library a part of a process before anything else.
  static Map<String, String> preloading(Path library, String match) {
    return Map.of("LD_PRELOAD", library.toString(), "IOF_MATCH", match);
  }
}
