package jp.yagura.simulators.bench.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jp.yagura.simulators.bench.Center;

/// Node-RED with no flow at all.
final class NodeRed {
  static final String INSTALL =
      "not installed: npm install -g node-red (or name its program in NODE_RED)";

  private NodeRed() {}

  static Optional<Path> installed() {
    Stream<String> named = Stream.ofNullable(System.getenv("NODE_RED"));
    Stream<String> onPath =
        Arrays.stream(System.getenv("PATH").split(":")).map(folder -> folder + "/node-red");
    return Stream.concat(named, onPath).map(Path::of).filter(Files::isExecutable).findFirst();
  }

  /// Megabytes some time after it has started its flows, of which it has none.
  static double idle(Path executable, Path folder, Duration rest)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            executable.toString(),
            "--userDir",
            folder.resolve("node-red").toString(),
            "--port",
            Integer.toString(Center.freePort()));
    try (Child program = Child.start("node-red", command, Map.of())) {
      program.await(line -> line.contains("Started flows"), Duration.ofSeconds(120));
      Thread.sleep(rest);
      return program.megabytes();
    }
  }
}
