package jp.yagura.simulators.bench.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.yagura.simulators.bench.Benchmark;
import jp.yagura.simulators.bench.Home;
import jp.yagura.simulators.bench.Words;
import jp.yagura.simulators.bench.Workbench;

/// The packaged agent, with and without its AOT cache, beside a bare loop of Paho and SQLite on the
/// same JVM with the same options, and beside Node-RED that does nothing.
public final class FootprintBenchmark implements Benchmark {
  static final String NAME = "footprint";
  private static final String STANDARD_CADENCE = "{sample: 1m, send: 1m, status: 5m}";
  private static final Duration LONG = Duration.ofMinutes(2);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Words about() {
    return new Words(
        "子局装置の記憶容量・起動・書込み量。最小の繰返し、Node-REDと並べる",
        "memory, start and flash bytes of the agent, beside a bare loop and Node-RED");
  }

  @Override
  public void run(Workbench bench) throws IOException, InterruptedException {
    var figures = new FootprintFigures(bench);
    Optional<Path> mosquitto = ToldBroker.installed();
    if (mosquitto.isEmpty() || !Files.isExecutable(Path.of("/usr/bin/dpkg-deb"))) {
      figures.cannot(mosquitto.isEmpty() ? ToldBroker.INSTALL : "not Debian: no dpkg-deb here");
      return;
    }
    Path folder = bench.folder(NAME);
    bench.say("footprint: packaging the agent and training its JVM");
    PackagedAgent agent = PackagedAgent.unpack(bench.home(), folder);
    starts(bench, agent, mosquitto.get(), folder, figures);
    nodeRed(bench, folder, figures);
    flash(bench, agent, folder, figures);
  }

  private static void starts(
      Workbench bench, PackagedAgent agent, Path mosquitto, Path folder, FootprintFigures figures)
      throws IOException, InterruptedException {
    Duration rest = rest(bench);
    Path jar = jar(bench.home());
    Path cache = folder.resolve("bare.aot");
    try (ToldBroker broker = ToldBroker.start(mosquitto, folder)) {
      Path site =
          new BoxText("bench", "box", broker.uri(), "none", STANDARD_CADENCE)
              .write(Files.createDirectory(folder.resolve("starts")));
      String database = folder.resolve("bare.db").toString();
      List<String> loop = List.of("loop", broker.uri(), database, "60000", "1000");
      train(agent, jar, cache, broker, database);
      var ours = new Starts();
      var oursPlain = new Starts();
      var bare = new Starts();
      var barePlain = new Starts();
      for (int round = 1; round <= bench.scale().rounds(); round++) {
        bench.say("footprint: starts, round %d of %d".formatted(round, bench.scale().rounds()));
        start(ours, broker, agent.command(site), agent.environment(true), rest);
        start(
            bare,
            broker,
            agent.commandOf(jar, List.of("-XX:AOTCache=" + cache), loop),
            Map.of(),
            rest);
        start(oursPlain, broker, agent.command(site), agent.environment(false), rest);
        start(barePlain, broker, agent.commandOf(jar, List.of(), loop), Map.of(), rest);
      }
      figures.starts(ours, oursPlain, bare, barePlain);
    }
  }

  private static void train(
      PackagedAgent agent, Path jar, Path cache, ToldBroker broker, String database)
      throws IOException, InterruptedException {
    var jvm = List.of("-XX:AOTCacheOutput=" + cache);
    var loop = List.of("loop", broker.uri(), database, "20", "20");
    try (Child bare = Child.start("bare", agent.commandOf(jar, jvm, loop), Map.of())) {
      bare.awaitEnd(LONG);
    }
    broker.forget();
  }

  private static void start(
      Starts starts,
      ToldBroker broker,
      List<String> command,
      Map<String, String> environment,
      Duration rest)
      throws IOException, InterruptedException {
    try (Child contender = Child.start("contender", command, environment)) {
      double seconds = broker.secondsUntilReadingOf(contender);
      Thread.sleep(rest);
      starts.add(seconds, contender.megabytes());
    }
    broker.forget();
  }

  private static void nodeRed(Workbench bench, Path folder, FootprintFigures figures)
      throws IOException, InterruptedException {
    Optional<Path> installed = NodeRed.installed();
    if (installed.isEmpty()) {
      figures.noNodeRed();
      return;
    }
    bench.say("footprint: Node-RED");
    figures.nodeRed(NodeRed.idle(installed.get(), folder, rest(bench)));
  }

  private static void flash(
      Workbench bench, PackagedAgent agent, Path folder, FootprintFigures figures)
      throws IOException, InterruptedException {
    var flash = FlashBytes.in(bench);
    var running = bench.common().in(bench);
    var tower = bench.common().towers(running, 1).getFirst();
    var broker = running.center().broker();
    bench.say("footprint: bytes of a day, connected");
    Path connected =
        new BoxText(
                tower.address().municipality().toString(),
                tower.address().site().toString(),
                "tcp://" + broker.host() + ":" + broker.port(),
                tower.secret().orElseThrow(),
                FlashBytes.QUICK_CADENCE)
            .write(Files.createDirectory(folder.resolve("connected")));
    double online = flash.ofAgent(agent, connected);
    bench.say("footprint: bytes of a day, offline");
    Path cutOff =
        new BoxText("bench", "box", "tcp://127.0.0.1:1", "none", FlashBytes.QUICK_CADENCE)
            .write(Files.createDirectory(folder.resolve("offline")));
    double offline = flash.ofAgent(agent, cutOff);
    bench.say("footprint: bytes of a day, naive");
    double naive = flash.naive(agent, jar(bench.home()), folder.resolve("naive.db"));
    figures.flash(online, offline, naive);
  }

  /// Long enough for everybody to have given back what only the start needed.
  private static Duration rest(Workbench bench) {
    return bench.scale().phase().multipliedBy(8);
  }

  private static Path jar(Home home) {
    return home.root().resolve("simulators/target/simulators-0.1.0.jar");
  }
}
