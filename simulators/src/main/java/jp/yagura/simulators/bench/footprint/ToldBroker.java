package jp.yagura.simulators.bench.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jp.yagura.simulators.bench.Center;

/// A real Mosquitto that says what it accepts in the moment in which it does.
final class ToldBroker implements AutoCloseable {
  static final String INSTALL = "not installed: apt-get install mosquitto";
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Child program;
  private final int port;

  private ToldBroker(Child program, int port) {
    this.program = program;
    this.port = port;
  }

  static Optional<Path> installed() {
    return Stream.of("/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  static ToldBroker start(Path executable, Path folder) throws IOException, InterruptedException {
    int port = Center.freePort();
    var config = folder.resolve("mosquitto.conf");
    Files.writeString(
        config,
        """
        listener %d 127.0.0.1
        allow_anonymous true
        persistence false
        log_dest stderr
        log_type all
        """
            .formatted(port));
    var program =
        Child.start("mosquitto", List.of(executable.toString(), "-c", config.toString()), Map.of());
    program.await(line -> line.contains("running") || line.contains("Opening ipv4"), LONG);
    return new ToldBroker(program, port);
  }

  String uri() {
    return "tcp://127.0.0.1:" + port;
  }

  /// Seconds from the start of `sender` until the first of its readings is accepted.
  double secondsUntilReadingOf(Child sender) throws IOException, InterruptedException {
    program.await(line -> line.contains("Received PUBLISH") && line.contains("readings'"), LONG);
    return (System.nanoTime() - sender.startedNanos()) / 1e9;
  }

  void forget() {
    program.forget();
  }

  @Override
  public void close() {
    program.close();
  }
}
