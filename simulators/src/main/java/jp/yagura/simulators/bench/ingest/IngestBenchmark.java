package jp.yagura.simulators.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.yagura.simulators.bench.BareBroker;
import jp.yagura.simulators.bench.Benchmark;
import jp.yagura.simulators.bench.Center;
import jp.yagura.simulators.bench.Words;
import jp.yagura.simulators.bench.Workbench;
import jp.yagura.simulators.fleet.DeviceIdentity;

/// Devices → embedded broker → SQLite → durable acknowledgement, beside Mosquitto alone and SQLite
/// alone. All take turns.
public final class IngestBenchmark implements Benchmark {
  static final String NAME = "ingest";
  private static final int DEVICES = 50;

  /// Three sensors, once a minute, sent every ten minutes.
  private static final int STANDARD_BATCH = 30;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Words about() {
    return new Words(
        "観測値が確定保存されるまで。仲介器のみ、データベースのみと並べる",
        "readings until they are durable, beside a bare broker and a bare database");
  }

  @Override
  public void run(Workbench bench) throws IOException, InterruptedException {
    var folder = bench.folder(NAME);
    int devices = bench.scale().of(DEVICES);
    var running = bench.common().in(bench);
    var center = running.center();
    // some devices for each size of message, and some for the kill
    compare(
        bench,
        center,
        bench.common().towers(running, devices),
        bench.common().towers(running, devices),
        folder);
    bench.say("ingest: kill -9 and restart");
    var kill =
        Kill.of(
            center,
            bench.common().towers(running, devices),
            STANDARD_BATCH,
            bench.scale().phase().dividedBy(2));
    new IngestFigures(bench).kill(kill);
  }

  private static void compare(
      Workbench bench,
      Center center,
      List<DeviceIdentity> forSingle,
      List<DeviceIdentity> forBatches,
      Path folder)
      throws IOException, InterruptedException {
    var figures = new IngestFigures(bench);
    int devices = forSingle.size();
    var executable = BareBroker.installed();
    try (var single = new ThroughCenter(center, forSingle, 1);
        var batched = new ThroughCenter(center, forBatches, STANDARD_BATCH);
        var sqlite =
            new SqliteAlone(
                folder.resolve("alone.db"), center.database(), devices, STANDARD_BATCH)) {
      if (executable.isPresent()) {
        try (var broker = BareBroker.start(executable.get(), folder);
            var bareSingle = new ThroughMosquitto(broker, devices, 1);
            var bareBatched = new ThroughMosquitto(broker, devices, STANDARD_BATCH)) {
          takeTurns(bench, List.of(single, batched), List.of(bareSingle, sqlite, bareBatched));
          figures.mosquitto(single, bareSingle, batched, bareBatched);
        }
      } else {
        takeTurns(bench, List.of(single, batched), List.of(sqlite));
        figures.noMosquitto(single);
      }
      figures.sqlite(single, batched, sqlite);
      figures.nodeRed(single);
    }
  }

  /// Ours are Java and have to be warm; the others are not, but for the devices that all share.
  private static void takeTurns(Workbench bench, List<Road> ours, List<Contender> others)
      throws IOException, InterruptedException {
    var scale = bench.scale();
    bench.say("ingest: warming up");
    for (var road : ours) {
      road.takeTurn(scale.warmUp().dividedBy(ours.size()));
      road.forget();
    }
    var all = new ArrayList<Contender>(ours);
    all.addAll(others);
    for (int round = 1; round <= scale.rounds(); round++) {
      bench.say("ingest: round %d of %d".formatted(round, scale.rounds()));
      for (var contender : all) {
        contender.takeTurn(scale.phase());
      }
    }
  }
}
