package jp.yagura.simulators;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import jp.yagura.hardware.Catalogue;
import jp.yagura.hardware.SitePlan;
import jp.yagura.shared.id.MunicipalityId;
import jp.yagura.shared.id.SiteId;
import jp.yagura.simulators.fleet.BrokerAddress;
import jp.yagura.simulators.link.Links;
import jp.yagura.simulators.link.Timetable;
import jp.yagura.simulators.plan.LinkPlan;
import jp.yagura.simulators.plan.Preparation;
import jp.yagura.simulators.scenario.Scenarios;
import jp.yagura.simulators.town.Town;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "prepare",
    description = "Writes the registry, the real agent's site file and the fleet's file.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PrepareCommand implements Callable<Integer> {
  private static final MunicipalityId NANKOKU = new MunicipalityId("nankoku");
  private static final Duration UNTIL_THE_START = Duration.ofSeconds(5);

  @Option(names = "--out", required = true, description = "Folder to write to.")
  private Path out = Path.of("");

  @Option(
      names = "--broker",
      required = true,
      description = "Where the devices find their broker, tcp://HOST:PORT.")
  private BrokerAddress broker = new BrokerAddress("127.0.0.1", 1883);

  @Option(names = "--scenario", description = "Default: ${DEFAULT-VALUE}.")
  private String scenario = Scenarios.NANKOKU_FLOOD;

  @Option(names = "--seed", description = "Same seed, same values. Default: ${DEFAULT-VALUE}.")
  private long seed = 2026;

  @Option(
      names = "--rise",
      description = "Until all rivers have passed their danger level. Default: 180s.")
  private Duration rise = Duration.ofSeconds(180);

  @Option(names = "--sites", description = "How many towers; more than 7 adds synthetic ones.")
  private int sites = 7;

  @Option(names = "--cadence", description = "How often each tower measures. Default: 2s.")
  private Duration cadence = Duration.ofSeconds(2);

  @Option(names = "--status", description = "How often each tower says how it is. Default: 10s.")
  private Duration status = Duration.ofSeconds(10);

  @Option(
      names = "--agent",
      description = "The tower played by a real agent, or 'none'. Default: ${DEFAULT-VALUE}.")
  private String agent = "inabu";

  @Option(
      names = "--links",
      split = ",",
      paramLabel = "PROFILE=PORT",
      description = {
        "Emulated links that `simulate` opens in front of the broker, best first, and that the real",
        "agent uses instead of it: lan=1891,lte=1892,satellite=1893. Default: none."
      })
  private List<Links.Listener> links = List.of();

  @Option(
      names = "--timetable",
      description = "What the links do; a name or a file. Default: ${DEFAULT-VALUE}.")
  private String timetable = Timetable.LAN_TO_SILENCE;

  @Option(names = "--starts-at", description = "When the scenario begins. Default: in 5 s.")
  private @Nullable Instant startsAt;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (sites < 1 || sites > 9_999) {
      throw new IllegalArgumentException("--sites is from 1 to 9999, not " + sites);
    }
    var plan = SitePlan.bundled(NANKOKU, Catalogue.bundled());
    var begin =
        startsAt != null
            ? startsAt
            : InstantSource.system()
                .instant()
                .truncatedTo(ChronoUnit.SECONDS)
                .plus(UNTIL_THE_START);
    var realAgent =
        agent.equals("none") ? Optional.<SiteId>empty() : Optional.of(new SiteId(agent));
    new Preparation(
            Town.of(plan).withTowers(sites, seed),
            scenario,
            Scenarios.named(scenario),
            broker,
            seed,
            begin,
            rise,
            cadence,
            status,
            realAgent,
            links.isEmpty()
                ? Optional.empty()
                : Optional.of(new LinkPlan(links, checked(timetable))))
        .writeTo(out);
    if (spec != null) {
      spec.commandLine()
          .getOut()
          .println(out.toAbsolutePath() + " is prepared; it begins at " + begin);
    }
    return 0;
  }

  /// Found now, while somebody is looking, rather than when the links are opened.
  private static String checked(String timetable) {
    var unused = Timetable.named(timetable);
    return timetable;
  }
}
