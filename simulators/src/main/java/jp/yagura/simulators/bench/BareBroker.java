package jp.yagura.simulators.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.yagura.simulators.fleet.BrokerAddress;

/// A real Mosquitto that passes messages on and keeps nothing: how fast MQTT can be at all.
public final class BareBroker implements AutoCloseable {
  public static final String INSTALL = "not installed: apt-get install mosquitto";
  private static final Duration TO_START = Duration.ofSeconds(20);

  private final Program program;
  private final BrokerAddress address;

  private BareBroker(Program program, BrokerAddress address) {
    this.program = program;
    this.address = address;
  }

  /// Empty where none is installed.
  public static Optional<Path> installed() {
    return Stream.of(
            "/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// With every limit off that would slow it down.
  public static BareBroker start(Path executable, Path folder)
      throws IOException, InterruptedException {
    return start(executable, folder, Center.freePort());
  }

  /// At a port where its clients look for it again after it was ended.
  public static BareBroker start(Path executable, Path folder, int port)
      throws IOException, InterruptedException {
    var config = folder.resolve("mosquitto.conf");
    Files.writeString(
        config,
        """
        listener %d 127.0.0.1
        allow_anonymous true
        persistence false
        max_inflight_messages 0
        max_queued_messages 0
        set_tcp_nodelay true
        log_dest none
        """
            .formatted(port));
    var program =
        Program.start("mosquitto", List.of(executable.toString(), "-c", config.toString()), folder);
    var broker = new BareBroker(program, new BrokerAddress("127.0.0.1", port));
    broker.awaitListening();
    return broker;
  }

  private void awaitListening() throws IOException, InterruptedException {
    long end = System.nanoTime() + TO_START.toNanos();
    while (true) {
      try (var probe = new Socket()) {
        probe.connect(new InetSocketAddress(address.host(), address.port()), 200);
        return;
      } catch (IOException notYet) {
        if (!program.isAlive() || System.nanoTime() > end) {
          close();
          throw new IOException("mosquitto does not start", notYet);
        }
        Thread.sleep(10);
      }
    }
  }

  public BrokerAddress address() {
    return address;
  }

  public Duration cpuTime() {
    return program.cpuTime();
  }

  /// SIGKILL: what it had taken and not passed on is gone.
  public void kill() throws InterruptedException {
    program.kill();
  }

  @Override
  public void close() {
    program.close();
  }
}
