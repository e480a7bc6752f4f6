package jp.yagura.simulators.bench;

import java.util.List;
import java.util.stream.Collectors;
import jp.yagura.simulators.bench.drain.DrainBenchmark;
import jp.yagura.simulators.bench.failover.FailoverBenchmark;
import jp.yagura.simulators.bench.footprint.FootprintBenchmark;
import jp.yagura.simulators.bench.ingest.IngestBenchmark;
import jp.yagura.simulators.bench.live.LiveBenchmark;
import jp.yagura.simulators.bench.soak.SoakBenchmark;
import jp.yagura.simulators.bench.wire.WireBenchmark;

/// All there are, in the order in which they run.
public final class Benchmarks {
  private static final List<Benchmark> ALL =
      List.of(
          new IngestBenchmark(),
          new WireBenchmark(),
          new LiveBenchmark(),
          new FootprintBenchmark(),
          new FailoverBenchmark(),
          new DrainBenchmark(),
          new SoakBenchmark());

  private Benchmarks() {}

  /// Those of these names, or all when none is given.
  public static List<Benchmark> named(List<String> names) {
    return names.isEmpty() ? ALL : names.stream().map(Benchmarks::named).toList();
  }

  private static Benchmark named(String name) {
    return ALL.stream()
        .filter(benchmark -> benchmark.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no benchmark '%s'; there are %s".formatted(name, names())));
  }

  public static String names() {
    return ALL.stream().map(Benchmark::name).collect(Collectors.joining(", "));
  }
}
