package jp.yagura.simulators;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jp.yagura.simulators.fleet.Fleet;
import jp.yagura.simulators.fleet.FleetMeter;
import jp.yagura.simulators.fleet.FleetOptions;
import jp.yagura.simulators.link.Links;
import jp.yagura.simulators.plan.FleetPlan;
import jp.yagura.simulators.play.Play;
import jp.yagura.simulators.scenario.Scenarios;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "simulate",
    description = "Plays a scenario with the fleet of a prepared plan until it is ended.",
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(SimulateCommand.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Parameters(
      arity = "0..1",
      paramLabel = "SCENARIO",
      description = "A name or a file. Default: the scenario of the plan.")
  private @Nullable String scenario;

  @Option(names = "--plan", required = true, description = "A folder that `prepare` has written.")
  private Path folder = Path.of("");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    var plan = FleetPlan.in(folder);
    var played = Scenarios.named(scenario != null ? scenario : plan.scenario());
    // before the fleet: the real agent looks for its links from its first second on
    var links = plan.links().map(wanted -> wanted.open(plan.broker(), plan.seed()));
    var meter = new FleetMeter();
    var fleet = new Fleet(FleetOptions.standard(), InstantSource.system(), meter);
    var play = Play.of(plan, played, fleet, InstantSource.system());
    var ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      play.close();
                      fleet.close();
                      links.ifPresent(Links::close);
                      ended.countDown();
                    }));
    awaitConnected(fleet, meter);
    print("YAGURA FLEET READY " + plan.devices().size() + " devices");
    ended.await();
    return 0;
  }

  private void print(String line) {
    if (spec != null) {
      spec.commandLine().getOut().println(line);
    }
  }

  /// For as long as it takes: the command center may be started later.
  private static void awaitConnected(Fleet fleet, FleetMeter meter) throws InterruptedException {
    var connected = fleet.connectAll();
    while (true) {
      try {
        connected.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException notYet) {
        log.warn(
            "{} of {} devices are connected; {}",
            meter.count().online(),
            fleet.clients().size(),
            meter.lastTrouble().orElse("no answer yet"));
      } catch (ExecutionException e) {
        throw new IllegalStateException("the fleet cannot connect", e);
      }
    }
  }
}
