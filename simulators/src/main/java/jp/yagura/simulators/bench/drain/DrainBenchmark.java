package jp.yagura.simulators.bench.drain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jp.yagura.simulators.bench.Benchmark;
import jp.yagura.simulators.bench.Center;
import jp.yagura.simulators.bench.Figure;
import jp.yagura.simulators.bench.Goal;
import jp.yagura.simulators.bench.Words;
import jp.yagura.simulators.bench.Workbench;
import jp.yagura.simulators.bench.agent.RealAgent;
import jp.yagura.simulators.bench.agent.SiteText;
import jp.yagura.simulators.bench.agent.SiteText.Cadence;
import jp.yagura.simulators.bench.agent.SiteText.Road;
import jp.yagura.simulators.link.Link;
import jp.yagura.simulators.link.LinkProfile;
import jp.yagura.simulators.link.LinkProfiles;

/// A tower has been cut off for three days and comes back over a satellite: 64 kbit/s, 700 ms, one
/// segment in fifty lost. How long until all is told, beside the time that its bytes take at that
/// rate on a perfect line, and how old are the alarms that are raised meanwhile?
public final class DrainBenchmark implements Benchmark {
  private static final String NAME = "drain";
  private static final Backlog THREE_DAYS = new Backlog(3 * 24 * 60, 500);
  private static final int SHORTER = 10;
  private static final Duration CADENCE = Duration.ofMinutes(1);

  /// The standard plan.
  private static final Cadence STANDARD = new Cadence("1m", "10m", "5m");

  private static final Duration TO_GATHER = Duration.ofMinutes(5);
  private static final double MOST_OVERHEAD = 1.15;
  private static final double OLDEST_ALARM_MILLIS = 3_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Words about() {
    return new Words(
        "72時間分のたまりを衛星回線（64 kbit/s・700 ms・2%損失）で送り切るまで",
        "a backlog of 72 h over a satellite line of 64 kbit/s, 700 ms and 2 % loss");
  }

  @Override
  public void run(Workbench bench) throws IOException, InterruptedException {
    var wanted =
        bench.scale().rounds() > 1
            ? THREE_DAYS
            : new Backlog(THREE_DAYS.rounds() / SHORTER, THREE_DAYS.thumbnails() / SHORTER);
    var folder = bench.folder(NAME);
    Path synchronised = Files.writeString(folder.resolve("the-clock-is-right"), "");
    bench.say("drain: gathering a backlog");
    var gathered = gather(bench, folder, wanted, synchronised);
    bench.say(
        "drain: %,d readings and %d thumbnails; first over a perfect line"
            .formatted(gathered.readings(), gathered.thumbnails()));
    var perfect = drain(bench, folder, "perfect", LinkProfile.PERFECT, gathered, synchronised);
    var satellite = LinkProfiles.named("satellite");
    double atBest = perfect.bytes() * 8.0 / satellite.upBits();
    bench.say(
        "drain: %,d bytes; now by satellite, at best %.0f s".formatted(perfect.bytes(), atBest));
    var real = drain(bench, folder, "satellite", satellite, gathered, synchronised);
    report(bench, gathered, perfect, real, atBest);
  }

  private static SiteText site(Center center, int port, Path synchronised) {
    return SiteText.of(
            center.devices().getFirst(), List.of(Road.plain("satellite", port)), STANDARD)
        .and("clock: {synchronised: [\"%s\"]}\n".formatted(synchronised));
  }

  /// Measures quickly, with nobody to tell it to.
  private static Backlog gather(Workbench bench, Path folder, Backlog wanted, Path synchronised)
      throws IOException, InterruptedException {
    var nowhere =
        Center.prepare(bench.home(), folder.resolve("plan"), 1, CADENCE, Optional.empty());
    var site =
        site(nowhere, Center.freePort(), synchronised)
            .with(new Cadence("10ms", "1h", "1h"))
            .and(
                "cameras: [{id: river, driver: {type: simulated, level: wl, rain: rn, seed: 7},"
                    + " every: 24h, thumbnailEvery: 200ms, deadline: 20s, width: 640, height: 360}]\n");
    try (var agent = new RealAgent(bench.home(), folder.resolve("gathered"), site)) {
      agent.start();
      long end = System.nanoTime() + TO_GATHER.toNanos();
      // the file is the agent's alone while it runs
      do {
        Thread.sleep(Math.max(wanted.readings() * 10 / 3, wanted.thumbnails() * 250L));
        agent.close();
        if (wanted.isGathered(agent.outbox())) {
          return wanted.drawOut(agent.outbox(), System.currentTimeMillis());
        }
        agent.start();
      } while (System.nanoTime() < end);
      throw new IOException("the backlog does not gather");
    }
  }

  /// @param bytes that went up
  /// @param alarms how old each was, in ms, when headquarters had it
  private record Drained(Duration took, long bytes, List<Long> alarms) {}

  private static Drained drain(
      Workbench bench,
      Path folder,
      String name,
      LinkProfile profile,
      Backlog backlog,
      Path synchronised)
      throws IOException, InterruptedException {
    var own = Files.createDirectories(folder.resolve(name));
    try (var center =
            Center.prepare(bench.home(), own.resolve("center"), 1, CADENCE, Optional.empty())
                .start();
        var link = Link.of(profile, 0, "127.0.0.1", center.broker().port(), 20_261_121)) {
      var site =
          site(center, link.port(), synchronised)
              .and(
                  """
                  overflow:
                    driver: {type: simulated, startsAt: 2026-01-01T00:00:00Z, timeline: [[0s, 0], [4s, 1], [8s, 0]], repeat: 9s}
                  """);
      var agent = new RealAgent(bench.home(), own.resolve("agent"), site);
      copy(folder.resolve("gathered/data"), own.resolve("agent/data"));
      try (agent) {
        long begin = System.currentTimeMillis();
        agent.start();
        var arrived = new Arrived(center.database(), site.tower().address().site());
        long end = begin + Duration.ofMinutes(20).toMillis();
        while (arrived.readings(begin) < backlog.readings()
            || arrived.pictures() < backlog.thumbnails()) {
          if (System.currentTimeMillis() > end) {
            throw new IOException(
                "only %d readings and %d pictures came"
                    .formatted(arrived.readings(begin), arrived.pictures()));
          }
          Thread.sleep(50);
        }
        var took = Duration.ofMillis(System.currentTimeMillis() - begin);
        return new Drained(took, link.bytesUp(), arrived.alarmDelays(begin));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static void report(
      Workbench bench, Backlog backlog, Drained perfect, Drained real, double atBest) {
    bench.report(
        Figure.of(NAME, new Words("たまった測定値", "readings waiting"), backlog.readings(), "readings"));
    bench.report(
        Figure.of(
            NAME, new Words("たまった小さい写真", "thumbnails waiting"), backlog.thumbnails(), "pictures"));
    bench.report(
        Figure.of(NAME, new Words("上り", "bytes up"), real.bytes(), "bytes")
            .beside("a perfect line", perfect.bytes()));
    bench.report(
        Figure.of(
                NAME,
                new Words("送り切るまで（起動から）", "until all is told, from the agent's start"),
                real.took().toMillis() / 1e3,
                "s")
            .beside("its bytes at 64 kbit/s", atBest)
            .aimingAt(Goal.ratioAtMost(MOST_OVERHEAD)));
    if (!real.alarms().isEmpty()) {
      var sorted = real.alarms().stream().sorted().toList();
      bench.report(
          Figure.of(NAME, new Words("その間の警報", "alarms meanwhile"), sorted.size(), "alarms"));
      bench.report(
          Figure.of(
                  NAME,
                  new Words("警報の遅れ 99%点", "age of alarms, p99"),
                  sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1),
                  "ms")
              .aimingAt(Goal.atMost(OLDEST_ALARM_MILLIS)));
    }
  }
}
