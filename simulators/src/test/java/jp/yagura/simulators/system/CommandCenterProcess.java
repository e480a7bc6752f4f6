package jp.yagura.simulators.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import jp.yagura.shared.testing.Processes;
import jp.yagura.shared.testing.RunningProcess;

/// A command center as a process of its own.
final class CommandCenterProcess implements AutoCloseable {

  private static final Duration TO_START = Duration.ofSeconds(90);
  private static final Duration TO_STOP = Duration.ofSeconds(30);

  private final RunningProcess process;
  private final String http;

  private CommandCenterProcess(RunningProcess process, String http) {
    this.process = process;
    this.http = http;
  }

  /// Writes the configuration into its folder and starts it. `yagura:` is there already; the text
  /// goes below it.
  static CommandCenterProcess start(Path folder, String configuration) {
    return start(folder, configuration, UnaryOperator.identity());
  }

  /// @param around puts something before the command, such as another network
  static CommandCenterProcess start(
      Path folder, String configuration, UnaryOperator<List<String>> around) {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve("yagura.yaml");
      Files.writeString(file, "yagura:\n" + configuration.indent(2));
      List<String> command =
          Processes.command(
              "command-center",
              "jp.yagura.command.CommandCenter",
              List.of("-Xmx512m", "--sun-misc-unsafe-memory-access=allow"),
              List.of("--config", file.toString()));
      RunningProcess process = Processes.start("CommandCenter", around.apply(command));
      String ready = process.awaitLineWith("YAGURA READY", TO_START);
      return new CommandCenterProcess(process, ready.split(" ", -1)[2]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Like `http://127.0.0.1:8080`.
  String http() {
    return http;
  }

  /// SIGKILL.
  void kill() {
    process.kill();
  }

  int stop() {
    return process.stop(TO_STOP);
  }

  List<String> lines() {
    return process.lines();
  }

  @Override
  public void close() {
    process.close();
  }
}
