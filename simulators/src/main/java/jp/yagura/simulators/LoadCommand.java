package jp.yagura.simulators;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.simulators.fleet.BrokerAddress;
import jp.yagura.simulators.fleet.DeviceIdentity;
import jp.yagura.simulators.fleet.DeviceNature;
import jp.yagura.simulators.fleet.Fleet;
import jp.yagura.simulators.fleet.FleetMeter;
import jp.yagura.simulators.fleet.FleetOptions;
import jp.yagura.simulators.load.Load;
import jp.yagura.simulators.load.StandardReadings;
import jp.yagura.simulators.plan.FleetPlan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "load",
    description = "Drives many devices at a wanted rate, or as fast as acknowledgements allow.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class LoadCommand implements Callable<Integer> {
  private static final Duration TO_CONNECT = Duration.ofSeconds(60);
  private static final Duration TO_SETTLE = Duration.ofSeconds(30);

  @Option(names = "--plan", description = "Use the devices of this plan, with their secrets.")
  private @Nullable Path folder;

  @Option(names = "--broker", description = "Without a plan: a broker that lets everybody in.")
  private @Nullable BrokerAddress broker;

  @Option(names = "--devices", description = "How many. Default: all of the plan, or 100.")
  private int devices = 0;

  @Option(
      names = "--rate",
      description = "Messages a second of all devices together; default: as fast as acknowledged.")
  private double rate = 0;

  @Option(
      names = "--window",
      description = "Messages on the way per device. Default: ${DEFAULT-VALUE}.")
  private int window = 64;

  @Option(names = "--batch", description = "Readings per message. Default: ${DEFAULT-VALUE}.")
  private int batch = 30;

  @Option(
      names = "--release",
      description = "Who ends custody: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private FleetOptions.Release release = FleetOptions.Release.DURABLE_ACK;

  @Option(names = "--duration", description = "Default: 10s.")
  private Duration duration = Duration.ofSeconds(10);

  @Option(names = "--seed", description = "Default: ${DEFAULT-VALUE}.")
  private long seed = 2026;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    var options =
        FleetOptions.standard()
            .withWindow(window)
            .withReadingsPerMessage(batch)
            .releasedBy(release);
    if (rate == 0) {
      // what is not released yet counts as on the way, so that it is the acknowledgements that set
      // the pace
      options = options.withCapacity(Math.multiplyExact(window, batch));
    }
    var meter = new FleetMeter();
    try (var fleet = new Fleet(options, InstantSource.system(), meter)) {
      people(fleet);
      connect(fleet, meter);
      long begin = System.nanoTime();
      try (var load = load(fleet)) {
        Thread.sleep(duration);
      }
      boolean settled = settle(fleet);
      var took = Duration.ofNanos(System.nanoTime() - begin);
      print(new LoadReport(meter, took, fleet.waiting(), settled).lines());
      return settled ? 0 : 1;
    }
  }

  private void people(Fleet fleet) {
    var nature = new DeviceNature("yagura-load 0.1.0", StandardReadings.SENSORS);
    if (folder != null) {
      var plan = FleetPlan.in(folder);
      int number = devices == 0 ? plan.devices().size() : devices;
      if (number > plan.devices().size()) {
        throw new IllegalArgumentException(
            "the plan has only %d devices; prepare more with --sites"
                .formatted(plan.devices().size()));
      }
      plan.devices().subList(0, number).stream()
          .map(device -> device.identity(plan.municipality()))
          .forEach(
              identity -> fleet.add(broker != null ? broker : plan.broker(), identity, nature));
      return;
    }
    if (broker == null) {
      throw new IllegalArgumentException("load needs --plan DIR or --broker tcp://HOST:PORT");
    }
    var anybody = broker;
    IntStream.rangeClosed(1, devices == 0 ? 100 : devices)
        .mapToObj(i -> SiteAddress.of("nankoku", "t-%04d".formatted(i)))
        .map(DeviceIdentity::withoutSecret)
        .forEach(identity -> fleet.add(anybody, identity, nature));
  }

  private static void connect(Fleet fleet, FleetMeter meter) throws InterruptedException {
    try {
      fleet.connectAll().get(TO_CONNECT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalArgumentException(
          "only %d of %d devices could connect; %s"
              .formatted(
                  meter.count().online(),
                  fleet.clients().size(),
                  meter.lastTrouble().orElse("no answer")),
          e);
    }
  }

  private Load load(Fleet fleet) {
    var clock = InstantSource.system();
    return rate == 0
        ? Load.asFastAsAcknowledged(fleet, batch, clock, seed)
        : Load.at(rate, fleet, batch, clock, System::nanoTime, seed);
  }

  private static boolean settle(Fleet fleet) throws InterruptedException {
    long end = System.nanoTime() + TO_SETTLE.toNanos();
    while (fleet.waiting() > 0 && System.nanoTime() < end) {
      Thread.sleep(Duration.ofMillis(2));
    }
    return fleet.waiting() == 0;
  }

  private void print(List<String> lines) {
    if (spec != null) {
      PrintWriter out = spec.commandLine().getOut();
      lines.forEach(out::println);
    }
  }
}
