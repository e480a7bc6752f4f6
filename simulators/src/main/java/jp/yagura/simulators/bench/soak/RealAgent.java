package jp.yagura.simulators.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import jp.yagura.simulators.bench.Home;
import jp.yagura.simulators.bench.Program;
import jp.yagura.simulators.fleet.DeviceIdentity;
import org.jspecify.annotations.Nullable;

/// The agent itself in a process of its own, which can be killed and started again as often as one
/// likes; its outbox stays.
final class RealAgent implements AutoCloseable {
  private static final Duration TO_START = Duration.ofSeconds(60);
  private static final String EVERY_QUARTER_SECOND = "sample: 250ms";

  private final Home home;
  private final Path folder;
  private final DeviceIdentity tower;
  private final List<Integer> ports;
  private final Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private @Nullable Program program;

  /// @param ports of the lines to its brokers, the best first
  RealAgent(Home home, Path folder, DeviceIdentity tower, List<Integer> ports) throws IOException {
    this.home = home;
    this.folder = Files.createDirectories(folder);
    this.tower = tower;
    this.ports = ports;
    Files.writeString(siteFile(), text(EVERY_QUARTER_SECOND));
  }

  DeviceIdentity tower() {
    return tower;
  }

  private Path siteFile() {
    return folder.resolve("site.yaml");
  }

  Path outbox() {
    return folder.resolve("data").resolve("outbox.db");
  }

  void start() throws IOException, InterruptedException {
    close();
    var started =
        Program.start(
            "edge-agent",
            home.command(
                "edge-agent",
                "jp.yagura.agent.AgentMain",
                List.of("--site", siteFile().toString())),
            folder);
    program = started;
    var _ = started.awaitLine("AGENT READY", TO_START);
  }

  /// SIGKILL.
  void kill() throws InterruptedException {
    if (program != null) {
      program.kill();
    }
  }

  /// From its next start on it only delivers what it has.
  void measureNoMore() throws IOException {
    Files.writeString(siteFile(), text("sample: 24h"));
  }

  private String text(String sample) {
    return """
        municipality: %s
        site: %s
        data: "%s"
        brokers: [%s]
        cadence: {%s, send: 500ms, status: 10s}
        custody: {resendAfter: 5s, firstRetry: 200ms, longestRetry: 2s}
        sensors:
          - id: wl
            driver: {type: simulated, startsAt: %s, noise: 4, seed: 7, timeline: [[0s, 420], [60s, 1650], [180s, 3900]], repeat: 5m}
          - id: rn
            driver: {type: simulated, startsAt: %s, noise: 1, seed: 8, timeline: [[0s, 5], [180s, 120]], repeat: 5m}
          - id: bv
            driver: {type: simulated, startsAt: %s, noise: 20, seed: 9, timeline: [[0s, 27300], [180s, 24400]], repeat: 5m}
        power:
          driver: {type: simulated, startsAt: %s, mains: [[0s, on]], battery: [[0s, 27300]]}
        """
        .formatted(
            tower.address().municipality(),
            tower.address().site(),
            folder.resolve("data"),
            ports.stream().map(this::broker).collect(Collectors.joining(", ")),
            sample,
            begun,
            begun,
            begun,
            begun);
  }

  private String broker(int port) {
    return "{uri: \"tcp://127.0.0.1:%d\", username: %s, password: \"soak-soak-soak\", keepAlive: 5s}"
        .formatted(port, tower.address());
  }

  @Override
  public void close() {
    if (program != null) {
      program.close();
    }
  }
}
