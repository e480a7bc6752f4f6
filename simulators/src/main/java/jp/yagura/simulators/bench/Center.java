package jp.yagura.simulators.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.yagura.hardware.Catalogue;
import jp.yagura.hardware.SitePlan;
import jp.yagura.shared.id.MunicipalityId;
import jp.yagura.simulators.fleet.BrokerAddress;
import jp.yagura.simulators.fleet.DeviceIdentity;
import jp.yagura.simulators.plan.FleetPlan;
import jp.yagura.simulators.plan.Preparation;
import jp.yagura.simulators.scenario.Scenarios;
import jp.yagura.simulators.town.Town;
import org.jspecify.annotations.Nullable;

/// A real command center in a process of its own, with a registry of simulated towers. Its ports
/// stay the same when it is killed and started again, so that the towers find it.
public final class Center implements AutoCloseable {
  /// The viewer that may look at everything.
  public static final String VIEWER = "viewer";

  public static final String PASSWORD = "yagura-viewer";

  private static final MunicipalityId NANKOKU = new MunicipalityId("nankoku");
  private static final long SEED = 2026;

  /// Long, for a machine that builds something at the same time.
  private static final Duration TO_START = Duration.ofSeconds(120);

  private final Home home;
  private final Path folder;
  private final BrokerAddress broker;
  private final FleetPlan plan;
  private @Nullable Program program;
  private @Nullable URI http;

  private Center(Home home, Path folder, BrokerAddress broker, FleetPlan plan) {
    this.home = home;
    this.folder = folder;
    this.broker = broker;
    this.plan = plan;
  }

  /// How the broker of the command center offers TLS.
  ///
  /// @param keyStore PKCS#12 with the certificate and its key
  public record Tls(int port, Path keyStore, String password) {}

  /// Prepares a command center with a broker of its own, and its towers; it does not run before
  /// [#start].
  ///
  /// @param towers how many
  /// @param cadence how often each of them measures, as the registry says
  public static Center prepare(
      Home home, Path folder, int towers, Duration cadence, Optional<Tls> tls) throws IOException {
    int port = freePort();
    var broker = new BrokerAddress("127.0.0.1", port);
    return prepare(home, folder, towers, cadence, broker, embedded(port, tls));
  }

  /// The same, listening at these brokers and having none of its own.
  public static Center prepare(
      Home home, Path folder, int towers, Duration cadence, List<BrokerAddress> brokers)
      throws IOException {
    return prepare(home, folder, towers, cadence, brokers.getFirst(), external(brokers));
  }

  private static Center prepare(
      Home home,
      Path folder,
      int towers,
      Duration cadence,
      BrokerAddress broker,
      String brokerConfig)
      throws IOException {
    new Preparation(
            Town.of(SitePlan.bundled(NANKOKU, Catalogue.bundled())).withTowers(towers, SEED),
            Scenarios.NANKOKU_FLOOD,
            Scenarios.named(Scenarios.NANKOKU_FLOOD),
            broker,
            SEED,
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            Duration.ofMinutes(3),
            cadence,
            cadence,
            Optional.empty())
        .writeTo(folder);
    Files.writeString(folder.resolve("accounts.yaml"), accounts());
    Files.writeString(folder.resolve("yagura.yaml"), config(folder, brokerConfig));
    return new Center(home, folder, broker, FleetPlan.in(folder));
  }

  private static String accounts() {
    return "accounts:\n  - {name: %s, displayName: 閲覧, roles: [viewer], password: %s}\n"
        .formatted(VIEWER, PASSWORD);
  }

  private static String config(Path folder, String broker) {
    return """
        yagura:
          data: "%s"
          demo: true
          http: {host: 127.0.0.1, port: 0}
          sites: {import-file: "%s"}
          accounts: {import-file: "%s"}
        %s
        """
        .formatted(
            folder.resolve("data"),
            folder.resolve("sites.yaml"),
            folder.resolve("accounts.yaml"),
            broker.indent(2));
  }

  /// As it is delivered, but for one limit: a few devices here send what thousands send elsewhere.
  private static String embedded(int port, Optional<Tls> tls) {
    return """
        broker:
          embedded:
            host: 127.0.0.1
            port: %d
            %s
            limits: {messages-per-second: 0}
        """
        .formatted(
            port,
            tls.map(
                    t ->
                        "tls-port: %d\n    key-store: \"%s\"\n    key-store-password: \"%s\""
                            .formatted(t.port(), t.keyStore(), t.password()))
                .orElse(""));
  }

  private static String external(List<BrokerAddress> brokers) {
    return """
        broker:
          embedded: {enabled: false}
          external: [%s]
        """
        .formatted(
            brokers.stream().map("{uri: \"%s\"}"::formatted).collect(Collectors.joining(", ")));
  }

  /// A port that nobody listens on at the moment.
  public static int freePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /// Returns when it takes in readings and serves pages.
  public Center start() throws IOException, InterruptedException {
    close();
    var started =
        Program.start(
            "command-center",
            home.command(
                "command-center",
                "jp.yagura.command.CommandCenter",
                List.of("--config", folder.resolve("yagura.yaml").toString())),
            folder);
    program = started;
    try {
      var ready = started.awaitLine("YAGURA READY ", TO_START).split(" ");
      http = URI.create(ready[2]);
      return this;
    } catch (IOException e) {
      started.close();
      throw e;
    }
  }

  public URI http() {
    if (http == null) {
      throw new IllegalStateException("not started");
    }
    return http;
  }

  public BrokerAddress broker() {
    return broker;
  }

  /// Who its towers are.
  public List<DeviceIdentity> devices() {
    return plan.devices().stream().map(device -> device.identity(plan.municipality())).toList();
  }

  /// Its one database file.
  public Path database() {
    return folder.resolve("data").resolve("yagura.db");
  }

  public Duration cpuTime() {
    return running().cpuTime();
  }

  /// SIGKILL: nothing is written that was not written before.
  public void kill() throws InterruptedException {
    running().kill();
  }

  private Program running() {
    if (program == null) {
      throw new IllegalStateException("not started");
    }
    return program;
  }

  @Override
  public void close() {
    if (program != null) {
      program.close();
    }
  }
}
