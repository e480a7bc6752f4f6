package jp.yagura.simulators.bench.soak;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import jp.yagura.shared.id.SiteId;
import jp.yagura.simulators.bench.BareBroker;
import jp.yagura.simulators.bench.Benchmark;
import jp.yagura.simulators.bench.Figure;
import jp.yagura.simulators.bench.Goal;
import jp.yagura.simulators.bench.StoredReadings;
import jp.yagura.simulators.bench.Words;
import jp.yagura.simulators.bench.Workbench;
import jp.yagura.simulators.bench.agent.RealAgent;
import jp.yagura.simulators.bench.agent.Tally;
import jp.yagura.simulators.fleet.Fleet;
import jp.yagura.simulators.link.Link;
import jp.yagura.simulators.load.Load;

/// As much trouble as fits into the time: lines that flap, brokers, agents and a command center
/// that are killed. Beside our towers stand some that do as most devices do and let go of a reading
/// when their broker has taken it.
public final class SoakBenchmark implements Benchmark {
  private static final String NAME = "soak";
  private static final int TOWERS = 200;
  private static final int TRUSTING = 20;
  private static final int AGENTS = 3;
  private static final long SEED = 20261121;
  private static final int READINGS_PER_MESSAGE = 3;

  /// How often what goes wrong in an hour; in a shorter run it comes closer together.
  private static final Duration FLAPS = Duration.ofSeconds(10);

  private static final Duration BROKERS = Duration.ofMinutes(5);
  private static final Duration DEATHS = Duration.ofSeconds(20);
  private static final Duration CENTERS = Duration.ofMinutes(10);
  private static final Duration TO_SETTLE = Duration.ofMinutes(3);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Words about() {
    return new Words(
        "回線の断続、ブローカー・子局・本部の強制終了のもとで、測った数と保存した数",
        "measured against stored while lines flap and brokers, agents and the command center are"
            + " killed");
  }

  @Override
  public void run(Workbench bench) throws IOException, InterruptedException {
    var executable = BareBroker.installed();
    if (executable.isEmpty()) {
      bench.report(
          Figure.missing(
              NAME, new Words("失った測定値", "readings lost"), "readings", BareBroker.INSTALL));
      return;
    }
    bench.say("soak: starting everybody");
    int towers = bench.scale().of(TOWERS);
    int trusting = bench.scale().of(TRUSTING);
    try (var cast = new Cast(bench, executable.get(), towers, trusting, AGENTS)) {
      trouble(bench, cast);
      bench.say("soak: everything is whole again, waiting for what is left");
      long begin = System.nanoTime();
      settle(cast.fleet());
      var measured = new HashMap<RealAgent, Set<Tally.Seen>>();
      for (var agent : cast.agents()) {
        agent.close();
        measured.put(agent, Tally.measured(agent.outbox()));
        agent.measureNoMore();
        agent.start();
      }
      var agents = settle(cast, measured);
      report(bench, cast, agents, Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  private static void trouble(Workbench bench, Cast cast) throws IOException, InterruptedException {
    var time = bench.scale().soak();
    bench.say("soak: %d s of trouble".formatted(time.toSeconds()));
    try (var _ = load(cast.fleet());
        var _ = load(cast.trusting());
        var unrest = new Unrest(SEED, 8)) {
      var flaps = unrest.flap(cast.lines(), shorter(FLAPS, time.dividedBy(4)));
      var agents =
          unrest.strike(
              shorter(DEATHS, time.dividedBy(6)), () -> Cast.restart(unrest.oneOf(cast.agents())));
      var brokers =
          unrest.strike(
              shorter(BROKERS, time.dividedBy(3)),
              () -> cast.restartBroker(unrest.oneOf(List.of(0, 1))));
      var centers =
          unrest.strike(shorter(CENTERS, time.multipliedBy(2).dividedBy(5)), cast::restartCenter);
      Thread.sleep(time);
      unrest.end();
      count(bench, new Words("回線の断", "line failures"), flaps);
      count(bench, new Words("子局の強制終了", "agents killed"), agents);
      count(bench, new Words("ブローカーの強制終了", "brokers killed"), brokers);
      count(bench, new Words("本部の強制終了", "command centers killed"), centers);
    }
    cast.lines().forEach(Link::heal);
  }

  private static Load load(Fleet fleet) {
    return Load.at(
        fleet.clients().size(),
        fleet,
        READINGS_PER_MESSAGE,
        InstantSource.system(),
        System::nanoTime,
        SEED);
  }

  private static void settle(Fleet fleet) throws IOException, InterruptedException {
    long end = System.nanoTime() + TO_SETTLE.toNanos();
    while (fleet.waiting() > 0) {
      if (System.nanoTime() > end) {
        throw new IOException(fleet.waiting() + " readings were never acknowledged");
      }
      Thread.sleep(20);
    }
  }

  /// Gives up when nothing more comes in time: what is missing then is lost.
  private static Tally settle(Cast cast, Map<RealAgent, Set<Tally.Seen>> measured)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TO_SETTLE.toNanos();
    while (true) {
      var all = new Tally(0, 0, 0);
      for (var of : measured.entrySet()) {
        var site = of.getKey().tower().address().site();
        all = all.plus(Tally.of(of.getValue(), cast.center().database(), site));
      }
      if (all.lost() == 0 || System.nanoTime() > end) {
        return all;
      }
      Thread.sleep(200);
    }
  }

  private static void report(Workbench bench, Cast cast, Tally agents, Duration settling)
      throws IOException {
    long released = cast.meter().count().readingsReleased();
    var ours = StoredReadings.of(cast.center().database(), sites(cast.fleet()));
    long trusted = cast.trustingMeter().count().readingsReleased();
    var theirs = StoredReadings.of(cast.center().database(), sites(cast.trusting()));
    long lost = released - ours.different() + agents.lost();
    var measured = new Words("測った数（子局）", "readings measured, by towers");
    bench.report(Figure.of(NAME, measured, released, "readings"));
    bench.report(
        Figure.of(
            NAME,
            new Words("測った数（実機プログラム）", "readings measured, by real agents"),
            agents.measured(),
            "readings"));
    bench.report(
        Figure.of(NAME, new Words("失った測定値", "readings lost"), lost, "readings")
            .aimingAt(Goal.atMost(0)));
    bench.report(
        Figure.of(
                NAME,
                new Words("二重に保存", "readings stored twice"),
                ours.twice() + agents.twice(),
                "readings")
            .aimingAt(Goal.atMost(0)));
    bench.report(
        Figure.of(
            NAME,
            new Words("ブローカーを信じる端末が失った割合", "share lost by devices that trust their broker"),
            100.0 * (trusted - theirs.different()) / Math.max(1, trusted),
            "%"));
    bench.report(
        Figure.of(
            NAME, new Words("静まってから揃うまで", "to settle afterwards"), settling.toMillis() / 1e3, "s"));
  }

  private static void count(Workbench bench, Words what, LongAdder times) {
    bench.report(Figure.of(NAME, what, times.sum(), "times"));
  }

  private static Collection<SiteId> sites(Fleet fleet) {
    return fleet.clients().stream().map(client -> client.identity().address().site()).toList();
  }

  private static Duration shorter(Duration one, Duration other) {
    return Stream.of(one, other).min(Duration::compareTo).orElseThrow();
  }
}
