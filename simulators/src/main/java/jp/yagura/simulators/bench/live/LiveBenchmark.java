package jp.yagura.simulators.bench.live;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jp.yagura.simulators.bench.Benchmark;
import jp.yagura.simulators.bench.Center;
import jp.yagura.simulators.bench.Figure;
import jp.yagura.simulators.bench.Goal;
import jp.yagura.simulators.bench.Words;
import jp.yagura.simulators.bench.Workbench;
import jp.yagura.simulators.fleet.DeviceIdentity;
import jp.yagura.simulators.fleet.DeviceNature;
import jp.yagura.simulators.fleet.Fleet;
import jp.yagura.simulators.fleet.FleetMeter;
import jp.yagura.simulators.fleet.FleetOptions;
import jp.yagura.simulators.load.Load;
import jp.yagura.simulators.load.StandardReadings;
import org.HdrHistogram.Histogram;
import org.sqlite.SQLiteConfig;

/// Two hundred pages look on while five hundred towers send a reading a second.
public final class LiveBenchmark implements Benchmark {
  private static final String NAME = "live";
  private static final int TOWERS = 500;
  private static final int PAGES = 200;
  private static final long SEED = 2026;
  private static final Duration TO_CONNECT = Duration.ofSeconds(90);
  private static final Duration TO_SETTLE = Duration.ofSeconds(60);

  /// What the console promises from reading to screen; a page needs some of it to draw.
  private static final double PROMISED_MILLIS = 1_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Words about() {
    return new Words(
        "確定から画面まで。200画面、毎秒500件", "from commit to page: 200 pages, 500 changes a second");
  }

  @Override
  public void run(Workbench bench) throws IOException, InterruptedException {
    int towers = bench.scale().of(TOWERS);
    var running = bench.common().in(bench);
    var center = running.center();
    try (var fleet = fleet(center, bench.common().towers(running, towers));
        var pages = Pages.logIn(center.http())) {
      measure(bench, center, towers, fleet, pages);
    }
  }

  private static Fleet fleet(Center center, List<DeviceIdentity> towers)
      throws IOException, InterruptedException {
    var fleet =
        new Fleet(
            FleetOptions.standard().withReadingsPerMessage(1).withThreads(1),
            InstantSource.system(),
            new FleetMeter());
    var nature = new DeviceNature("yagura-bench 0.1.0", StandardReadings.SENSORS);
    towers.forEach(device -> fleet.add(center.broker(), device, nature));
    try {
      fleet.connectAll().get(TO_CONNECT.toMillis(), TimeUnit.MILLISECONDS);
      return fleet;
    } catch (ExecutionException | TimeoutException e) {
      fleet.close();
      throw new IOException("the towers cannot connect", e);
    }
  }

  private static void measure(Workbench bench, Center center, int towers, Fleet fleet, Pages pages)
      throws IOException, InterruptedException {
    int number = bench.scale().of(PAGES);
    var time = bench.scale().phase().multipliedBy(2);
    Histogram alone;
    Histogram together;
    double changesPerSecond;
    try (var _ = load(towers, fleet)) {
      bench.say("live: warming up with one page");
      var first = time(() -> pages.openUntil(1));
      Thread.sleep(bench.scale().warmUp());
      alone = delaysIn(time.dividedBy(2), pages);
      bench.say("live: %d pages".formatted(number));
      opening(bench, number - 1, time(() -> pages.openUntil(number)), first);
      Thread.sleep(bench.scale().warmUp().dividedBy(2));
      long before = pages.changes();
      long begin = System.nanoTime();
      together = delaysIn(time, pages);
      changesPerSecond = (pages.changes() - before) * 1e9 / (System.nanoTime() - begin) / number;
    }
    settle(fleet, pages, center.database());
    var newest = versions(center.database());
    report(bench, number, alone, together, changesPerSecond);
    bench.report(
        Figure.of(NAME, new Words("届かなかった変化", "lost events"), pages.missed(newest), "events")
            .aimingAt(Goal.atMost(0)));
    bench.report(
        Figure.of(NAME, new Words("切られた画面", "dropped pages"), pages.dropped(), "pages")
            .aimingAt(Goal.atMost(0)));
  }

  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  private static Duration time(Step step) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    step.run();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /// As after a restart, when every screen comes back in the same second.
  private static void opening(Workbench bench, int pages, Duration all, Duration one) {
    var words =
        new Words(
            "ほかの%d画面が一度に開くまで".formatted(pages),
            "until %d more pages open at once".formatted(pages));
    bench.report(
        Figure.of(NAME, words, all.toNanos() / 1e6, "ms")
            .beside("the first page", one.toNanos() / 1e6));
  }

  private static Load load(int towers, Fleet fleet) {
    return Load.at(towers, fleet, 1, InstantSource.system(), System::nanoTime, SEED);
  }

  private static Histogram delaysIn(Duration time, Pages pages) throws InterruptedException {
    var unused = pages.takeDelays();
    Thread.sleep(time);
    return pages.takeDelays();
  }

  /// Until everything is stored, and every page has had the time to hear of it.
  private static void settle(Fleet fleet, Pages pages, Path database)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TO_SETTLE.toNanos();
    while (fleet.waiting() > 0 || pages.missed(versions(database)) > 0) {
      if (System.nanoTime() > end) {
        return; // what is missing now is missing, and is reported
      }
      Thread.sleep(50);
    }
  }

  private static void report(
      Workbench bench, int pages, Histogram alone, Histogram together, double changesPerSecond) {
    bench.report(
        Figure.of(
            NAME,
            new Words("1画面のみ p99", "one page alone, p99 from commit to page"),
            millis(alone, 99),
            "ms"));
    bench.report(
        Figure.of(NAME, new Words("届いた変化", "changes told to each page"), changesPerSecond, "/s"));
    bench.report(
        Figure.of(
                NAME,
                new Words(pages + "画面 p99", pages + " pages, p99 from commit to page"),
                millis(together, 99),
                "ms")
            .beside("one page alone", millis(alone, 99))
            .aimingAt(Goal.atMost(PROMISED_MILLIS)));
    bench.report(
        Figure.of(
            NAME,
            new Words(pages + "画面 最大", pages + " pages, longest from commit to page"),
            together.getMaxValue() / 1e3,
            "ms"));
  }

  private static double millis(Histogram micros, double percent) {
    return micros.getValueAtPercentile(percent) / 1e3;
  }

  /// The version of each level, under the id by which pages know it.
  private static Map<String, Long> versions(Path database) throws IOException {
    var readOnly = new SQLiteConfig();
    readOnly.setReadOnly(true);
    try (var connection = readOnly.createConnection("jdbc:sqlite:" + database);
        var query = connection.createStatement();
        var rows =
            query.executeQuery(
                "select site_id || '/' || sensor_id, version"
                    + " from level join sensor on ref = sensor_ref")) {
      var versions = new HashMap<String, Long>();
      while (rows.next()) {
        versions.put(rows.getString(1), rows.getLong(2));
      }
      return versions;
    } catch (SQLException e) {
      throw new IOException("the database cannot be read: " + e.getMessage(), e);
    }
  }
}
