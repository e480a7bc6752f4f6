package jp.yagura.simulators.bench.failover;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import jp.yagura.simulators.bench.agent.Tally;
import jp.yagura.simulators.link.Link;

/// A real agent with two roads and the settings it is delivered with. The road in use goes dead
/// without a word, again and again; how long until the first reading is stored that came by the
/// other? Beside it an MQTT client that does what its library does by itself.
public final class FailoverBenchmark implements Benchmark {
  private static final String NAME = "failover";
  private static final int CUTS_A_ROUND = 7;
  private static final Duration CADENCE = Duration.ofSeconds(1);
  private static final Cadence QUICK = new Cadence("250ms", "250ms", "10s");
  private static final Duration TO_SETTLE = Duration.ofSeconds(60);
  private static final double PROMISED_SECONDS = 15;

  /// Before a road is taken away the tower should have found its way to it.
  private static final Duration TO_ARRIVE = Duration.ofSeconds(40);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Words about() {
    return new Words(
        "使用中の回線が黙ってから、別の回線で最初の測定値が保存されるまで",
        "from the silent death of the road in use to the first reading stored by another");
  }

  @Override
  public void run(Workbench bench) throws IOException, InterruptedException {
    bench.say("failover: starting the command center and an agent");
    var folder = bench.folder(NAME);
    try (var center = Center.prepare(bench.home(), folder, 2, CADENCE, Optional.empty()).start();
        var lan = Link.to("127.0.0.1", center.broker().port());
        var lte = Link.to("127.0.0.1", center.broker().port());
        var naive = Naive.over(center)) {
      var roads = List.of(Road.plain("lan", lan.port()), Road.plain("lte", lte.port()));
      var site = SiteText.of(center.devices().getFirst(), roads, QUICK);
      try (var agent = new RealAgent(bench.home(), folder.resolve("agent"), site)) {
        agent.start();
        measure(bench, center, agent, lan, lte, naive);
      }
    }
  }

  private static void measure(
      Workbench bench, Center center, RealAgent agent, Link lan, Link lte, Naive naive)
      throws IOException, InterruptedException {
    var stored = new NewestReading(center.database(), agent.tower().address().site());
    stored.awaitAfter(System.currentTimeMillis(), TO_ARRIVE);
    naive.cut();
    List<Double> seconds = new ArrayList<>();
    Link used = lan;
    Link other = lte;
    for (int cut = 0; cut < bench.scale().of(CUTS_A_ROUND) * bench.scale().rounds(); cut++) {
      other.heal();
      Thread.sleep(bench.scale().phase());
      long at = System.currentTimeMillis();
      used.goDead();
      Duration took = stored.awaitAfter(at, TO_SETTLE);
      seconds.add(took.toMillis() / 1e3);
      Link swap = used;
      used = other;
      other = swap;
    }
    other.heal();
    seconds.sort(Double::compare);
    double p95 = seconds.get((int) Math.ceil(seconds.size() * 0.95) - 1);
    bench.say(
        "failover: %d cuts; waiting for the client that does as its library does"
            .formatted(seconds.size()));
    double theirs = naive.seconds(patience(bench));
    bench.report(
        Figure.of(NAME, new Words("切替 中央値", "median"), seconds.get(seconds.size() / 2), "s"));
    bench.report(
        Figure.of(NAME, new Words("切替 95%点", "p95"), p95, "s")
            .beside(naive.words(), theirs)
            .aimingAt(Goal.atMost(PROMISED_SECONDS)));
    agent.close();
    var measured = Tally.measured(agent.outbox());
    agent.measureNoMore();
    agent.start();
    report(bench, settled(center, agent, measured));
  }

  /// A keep-alive and a half of the library's own, where there is time for that.
  private static Duration patience(Workbench bench) {
    return bench.scale().soak().multipliedBy(2);
  }

  private static Tally settled(Center center, RealAgent agent, Set<Tally.Seen> measured)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TO_SETTLE.toNanos();
    while (true) {
      var tally = Tally.of(measured, center.database(), agent.tower().address().site());
      if (tally.lost() == 0 || System.nanoTime() > end) {
        return tally;
      }
      Thread.sleep(200);
    }
  }

  private static void report(Workbench bench, Tally tally) {
    bench.report(
        Figure.of(NAME, new Words("測った数", "readings measured"), tally.measured(), "readings"));
    bench.report(
        Figure.of(NAME, new Words("失った測定値", "readings lost on the way"), tally.lost(), "readings")
            .aimingAt(Goal.atMost(0)));
    bench.report(
        Figure.of(NAME, new Words("二重に保存", "readings stored double"), tally.twice(), "readings")
            .aimingAt(Goal.atMost(0)));
  }
}
