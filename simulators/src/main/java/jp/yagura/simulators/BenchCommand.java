package jp.yagura.simulators;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import jp.yagura.simulators.bench.Benchmark;
import jp.yagura.simulators.bench.Benchmarks;
import jp.yagura.simulators.bench.Calibration;
import jp.yagura.simulators.bench.JsonReport;
import jp.yagura.simulators.bench.Scale;
import jp.yagura.simulators.bench.TableReport;
import jp.yagura.simulators.bench.Workbench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "bench",
    description = "Measures the programs beside others that do the same, in the same run.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class BenchCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description =
          "Which ones: ingest, wire, live, footprint, failover, drain, soak. Default: all.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--quick", description = "Shorter: all within 80 s on two quiet cores.")
  private boolean quick;

  @Option(names = "--soak", paramLabel = "TIME", description = "How long soak makes trouble: 1h.")
  private @Nullable Duration soak;

  @Option(names = "--json", description = "One JSON line per figure on standard output.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (spec == null) {
      throw new IllegalStateException("started without a command line");
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter progress = spec.commandLine().getErr();
    var benchmarks = Benchmarks.named(names);
    try (var bench =
        Workbench.of(scale(), json ? new JsonReport(out) : new TableReport(out), progress)) {
      boolean allRan = run(new Calibration(), bench);
      for (var benchmark : benchmarks) {
        allRan &= run(benchmark, bench);
      }
      bench.say("done");
      return allRan ? 0 : 1;
    }
  }

  private Scale scale() {
    var scale = quick ? Scale.QUICK : Scale.FULL;
    return soak == null ? scale : scale.soaking(soak);
  }

  /// One that cannot run does not keep the others from running.
  private static boolean run(Benchmark benchmark, Workbench bench) throws InterruptedException {
    bench.report().begins(benchmark);
    try {
      benchmark.run(bench);
      return true;
    } catch (IOException e) {
      bench.say(benchmark.name() + " could not be run: " + e.getMessage());
      return false;
    }
  }
}
