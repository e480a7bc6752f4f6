package jp.yagura.simulators;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import jp.yagura.simulators.fleet.BrokerAddress;
import jp.yagura.simulators.link.Links;
import jp.yagura.simulators.link.Timetable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "link",
    description = "Bad lines in front of a broker, or of anything that speaks TCP, until ended.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class LinkCommand implements Callable<Integer> {
  @Option(
      names = "--listen",
      required = true,
      paramLabel = "PROFILE=PORT",
      description = {
        "Listen on that port of this machine as that profile: lan, lte or satellite. May be given",
        "for each profile once; port 0 is a free one."
      })
  private List<Links.Listener> listeners = List.of();

  @Option(names = "--to", required = true, description = "What lies behind it, tcp://HOST:PORT.")
  private BrokerAddress target = new BrokerAddress("127.0.0.1", 1883);

  @Option(
      names = "--schedule",
      paramLabel = "NAME|FILE",
      description =
          "What becomes of them: lan-to-silence, or a file. Default: they stay as they are.")
  private @Nullable Timetable timetable;

  @Option(names = "--seed", description = "Same seed, same losses. Default: ${DEFAULT-VALUE}.")
  private long seed = 2026;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    var links =
        Links.open(listeners, target.host(), target.port(), Optional.ofNullable(timetable), seed);
    var ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      var account = links.account();
                      links.close();
                      account.forEach(this::print);
                      ended.countDown();
                    }));
    links
        .ports()
        .forEach((name, port) -> print("YAGURA LINK READY " + name + " tcp://127.0.0.1:" + port));
    ended.await();
    return 0;
  }

  private void print(String line) {
    if (spec != null) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(line);
      out.flush();
    }
  }
}
