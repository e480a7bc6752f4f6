package jp.yagura.simulators.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import jp.yagura.simulators.bench.BareBroker;
import jp.yagura.simulators.bench.Center;
import jp.yagura.simulators.bench.Workbench;
import jp.yagura.simulators.bench.agent.RealAgent;
import jp.yagura.simulators.bench.agent.SiteText;
import jp.yagura.simulators.bench.agent.SiteText.Cadence;
import jp.yagura.simulators.bench.agent.SiteText.Road;
import jp.yagura.simulators.fleet.BrokerAddress;
import jp.yagura.simulators.fleet.DeviceIdentity;
import jp.yagura.simulators.fleet.DeviceNature;
import jp.yagura.simulators.fleet.Fleet;
import jp.yagura.simulators.fleet.FleetMeter;
import jp.yagura.simulators.fleet.FleetOptions;
import jp.yagura.simulators.link.Link;
import jp.yagura.simulators.load.StandardReadings;

/// Everybody who takes part: two brokers, a command center that listens at both, towers of our own
/// kind, towers that trust their broker, real agents, and the lines between them.
final class Cast implements AutoCloseable {
  private static final int LINES_PER_BROKER = 10;
  private static final Duration CADENCE = Duration.ofSeconds(1);
  private static final Cadence QUICK = new Cadence("250ms", "500ms", "10s");
  private static final Duration TO_CONNECT = Duration.ofSeconds(60);
  private static final Duration BETWEEN_DEATH_AND_LIFE = Duration.ofSeconds(1);

  private final Path executable;
  private final Path folder;
  private final List<BrokerAddress> addresses = new ArrayList<>();
  private final List<BareBroker> brokers = new ArrayList<>();
  private final List<Link> lines = new ArrayList<>();
  private final List<RealAgent> agents = new ArrayList<>();
  private final Center center;
  private final FleetMeter meter = new FleetMeter();
  private final FleetMeter trustingMeter = new FleetMeter();
  private final Fleet fleet;
  private final Fleet trusting;

  /// @param towers of the fleet that keep what they measured until it is on disk
  /// @param trustingTowers of the fleet that let go when their broker has taken it
  /// @param realAgents in processes of their own
  Cast(Workbench bench, Path executable, int towers, int trustingTowers, int realAgents)
      throws IOException, InterruptedException {
    this.executable = executable;
    folder = bench.folder("soak");
    for (int i = 0; i < 2; i++) {
      addresses.add(new BrokerAddress("127.0.0.1", Center.freePort()));
      brokers.add(broker(i));
      for (int line = 0; line < LINES_PER_BROKER; line++) {
        lines.add(Link.to("127.0.0.1", addresses.get(i).port()));
      }
    }
    int all = towers + trustingTowers + realAgents;
    center = Center.prepare(bench.home(), folder, all, CADENCE, addresses).start();
    var identities = center.devices();
    fleet = fleet(identities.subList(0, towers), FleetOptions.Release.DURABLE_ACK, meter);
    trusting =
        fleet(
            identities.subList(towers, towers + trustingTowers),
            FleetOptions.Release.PUBACK,
            trustingMeter);
    for (var identity : identities.subList(towers + trustingTowers, all)) {
      var home = folder.resolve(identity.address().site().value());
      var site = SiteText.of(identity, newLineToEachBroker(), QUICK);
      agents.add(new RealAgent(bench.home(), home, site));
    }
    for (var agent : agents) {
      agent.start();
    }
    connect();
  }

  private void connect() throws IOException, InterruptedException {
    try {
      CompletableFuture.allOf(fleet.connectAll(), trusting.connectAll())
          .get(TO_CONNECT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(
          "the towers cannot connect; " + meter.lastTrouble().orElse("no answer"), e);
    }
  }

  private BareBroker broker(int number) throws IOException, InterruptedException {
    var own = Files.createDirectories(folder.resolve("broker-" + number));
    return BareBroker.start(executable, own, addresses.get(number).port());
  }

  private Fleet fleet(
      List<DeviceIdentity> identities, FleetOptions.Release release, FleetMeter watcher) {
    var options =
        FleetOptions.standard()
            .releasedBy(release)
            .withResendAfter(Duration.ofSeconds(5))
            .withThreads(1);
    var devices = new Fleet(options, InstantSource.system(), watcher);
    var nature = new DeviceNature("yagura-bench 0.1.0", StandardReadings.SENSORS);
    IntStream.range(0, identities.size())
        .forEach(
            i -> {
              var line = lines.get(i % (2 * LINES_PER_BROKER));
              devices.add(new BrokerAddress("127.0.0.1", line.port()), identities.get(i), nature);
            });
    return devices;
  }

  private List<Road> newLineToEachBroker() {
    return addresses.stream()
        .map(
            address -> {
              var line = Link.to("127.0.0.1", address.port());
              lines.add(line);
              return Road.plain("road-" + address.port(), line.port());
            })
        .toList();
  }

  List<Link> lines() {
    return List.copyOf(lines);
  }

  List<RealAgent> agents() {
    return List.copyOf(agents);
  }

  Center center() {
    return center;
  }

  Fleet fleet() {
    return fleet;
  }

  Fleet trusting() {
    return trusting;
  }

  FleetMeter meter() {
    return meter;
  }

  FleetMeter trustingMeter() {
    return trustingMeter;
  }

  /// Kills a broker, with whatever it had taken, and starts it again at the same place.
  void restartBroker(int number) throws IOException, InterruptedException {
    brokers.get(number).kill();
    Thread.sleep(BETWEEN_DEATH_AND_LIFE);
    brokers.set(number, broker(number));
  }

  void restartCenter() throws IOException, InterruptedException {
    center.kill();
    Thread.sleep(BETWEEN_DEATH_AND_LIFE);
    var _ = center.start();
  }

  static void restart(RealAgent agent) throws IOException, InterruptedException {
    agent.kill();
    Thread.sleep(BETWEEN_DEATH_AND_LIFE);
    agent.start();
  }

  @Override
  public void close() {
    agents.forEach(RealAgent::close);
    fleet.close();
    trusting.close();
    lines.forEach(Link::close);
    center.close();
    brokers.forEach(BareBroker::close);
  }
}
