package jp.yagura.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.shared.wire.BearerReport;
import jp.yagura.shared.wire.UpMessage.Alarm;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.shared.wire.UpMessage.Status;
import jp.yagura.shared.wire.UpMessage.Summary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real agent on two bearers to a real broker. The bearers are two addresses of this machine;
/// their cables can be cut.
class FailoverIT {
  private static final String LAN = "127.0.0.2";
  private static final String LTE = "127.0.0.3";
  private static final Duration SOON = Duration.ofSeconds(20);

  private RealBroker broker;
  private StandInCenter center;
  private Cables cables;
  private SiteText site;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    broker = RealBroker.with().start();
    center = new StandInCenter(broker.uri());
    cables = new Cables(broker.port());
    site = SiteText.in(folder).broker(cables.uri()).bearer("name: lan, source: " + LAN);
  }

  @AfterEach
  void stop() throws Exception {
    cables.close();
    center.close();
    broker.close();
  }

  @Test
  void whenACableIsCutReadingsGoOnByTheNextWithinFifteenSecondsAndReturnWhenItIsWhole()
      throws Exception {
    site.bearer("name: lte, source: " + LTE);
    List<Duration> gaps = new ArrayList<>();
    try (Agent agent = started(site)) {
      awaitReadingsBy("lan");
      for (int times = 0; times < 2; times++) {
        cables.cut(LAN);
        Instant cut = Instant.now();
        awaitReadingsBy("lte");
        gaps.add(Duration.between(cut, Instant.now()));
        cables.heal(LAN);
        Eventually.until("the return", Duration.ofSeconds(60), () -> lastBearer().equals("lan"));
        awaitReadingsBy("lan");
      }
    }
    System.out.println("[yagura-test] from cutting a cable to the next reading: " + gaps);
    assertThat(gaps).allMatch(gap -> gap.compareTo(Duration.ofSeconds(15)) < 0);
    assertNothingIsLost();
  }

  @Test
  void aCableThatComesAndGoesEveryThreeSecondsDoesNotDragTheUplinkWithIt() throws Exception {
    site.bearer("name: lte, source: " + LTE);
    try (Agent agent = started(site);
        Flapping flapping = new Flapping(Duration.ofSeconds(3))) {
      Eventually.until("lte to lead", Duration.ofSeconds(40), () -> lastBearer().equals("lte"));
      int births = center.heard(Birth.class).size();
      int before = center.readings().size();
      Eventually.until(
          "readings", Duration.ofSeconds(40), () -> center.readings().size() > before + 4_000);
      assertThat(center.heard(Birth.class)).as("it stayed where it was").hasSize(births);
    }
    assertNothingIsLost();
  }

  @Test
  void onAThinBearerReadingsGoInSummaryAlarmsAtOnceAndDetailWaits() throws Exception {
    site.bearer("name: satellite, source: " + LTE + ", rtt: 700ms, thin: true")
        .mains("[[0s, on], [20s, off]]");
    try (Agent agent = started(site)) {
      awaitReadingsBy("lan");
      cables.cut(LAN);
      Eventually.until(
          "the satellite", Duration.ofSeconds(15), () -> lastBearer().equals("satellite"));
      Eventually.until("a summary", SOON, () -> !center.heard(Summary.class).isEmpty());
      assertThat(center.heard(Summary.class).getFirst().sensors()).hasSize(3);
      int batches = batchesSinceTheLastBirth();
      Eventually.until(
          "the alarm",
          Duration.ofSeconds(40),
          () -> center.events().stream().anyMatch(Alarm.class::isInstance));
      assertThat(batchesSinceTheLastBirth())
          .as("no reading one by one")
          .isEqualTo(batches)
          .isZero();
      assertThat(agent.waiting().items()).isGreaterThan(100);
      cables.heal(LAN);
      Eventually.until("the lan", Duration.ofSeconds(60), () -> lastBearer().equals("lan"));
      Eventually.until("the detail", SOON, () -> agent.waiting().items() < 100);
    }
    assertNothingIsLost();
  }

  @Test
  void aStatusTellsHowTheBearersAreAndWhatTheyCost() throws Exception {
    site.bearer("name: lte, source: " + LTE + ", price: 0.3, budget: {daily: 50MB}")
        .status("500ms");
    try (Agent agent = started(site)) {
      Eventually.until("news of bearers", SOON, () -> !reports().isEmpty());
      cables.cut(LAN);
      Eventually.until(
          "lte to be told",
          SOON,
          () -> reports().getLast().get(1).state() == BearerReport.State.IN_USE);
    }
    List<BearerReport> last = reports().getLast();
    assertThat(last).extracting(BearerReport::name).containsExactly("lan", "lte");
    assertThat(last.getFirst().state()).isNotEqualTo(BearerReport.State.IN_USE);
    assertThat(last.getFirst().today()).isGreaterThan(1_000);
    assertThat(last.getLast().budget()).isEqualTo(new BearerReport.Budget(50_000_000, 0));
    assertThat(last.getLast().priceSen()).contains(30);
    try (Outbox outbox = Outbox.open(site.data().resolve("outbox.db"), InstantSource.system())) {
      assertThat(outbox.notes()).containsKeys("bearer.lan.spent", "bearer.lte.spent");
    }
  }

  @Test
  void twoBrokersGetTheSameAndEitherMayFail(@TempDir Path other) throws Exception {
    try (RealBroker relay = RealBroker.with().start();
        StandInCenter behind = new StandInCenter(relay.uri())) {
      SiteText two =
          SiteText.in(other)
              .broker(broker.uri(), ", name: hq")
              .broker(relay.uri(), ", name: relay")
              .roads(2);
      try (Agent agent = started(two)) {
        Eventually.until(
            "both", SOON, () -> center.readings().size() > 100 && behind.readings().size() > 100);
        broker.kill();
        int before = behind.readings().size();
        Eventually.until("the relay", SOON, () -> behind.readings().size() > before + 100);
      }
      assertThat(behind.heard(Birth.class)).as("it leads now").isNotEmpty();
      assertThat(behind.contradictions()).isEmpty();
      assertThat(Measured.by(two.config()).mismatches(behind.readings().values())).isEmpty();
    }
  }

  private void awaitReadingsBy(String bearer) {
    Eventually.until(bearer + " to lead", SOON, () -> lastBearer().equals(bearer));
    int before = center.readings().size();
    Eventually.until("readings by " + bearer, SOON, () -> center.readings().size() > before + 10);
  }

  private String lastBearer() {
    List<Birth> births = center.heard(Birth.class);
    return births.isEmpty() ? "" : births.getLast().bearer();
  }

  private int batchesSinceTheLastBirth() {
    var heard = center.heard();
    int batches = 0;
    for (var message : heard.reversed()) {
      if (message instanceof Birth) {
        break;
      }
      batches += message instanceof ReadingsBatch ? 1 : 0;
    }
    return batches;
  }

  private List<List<BearerReport>> reports() {
    return center.statuses().stream().map(Status::bearers).filter(b -> !b.isEmpty()).toList();
  }

  private void assertNothingIsLost() throws Exception {
    try (Agent again = started(site.sample("1h"))) {
      Eventually.until("all of them", SOON, center::isGapFree);
    }
    assertThat(center.contradictions()).isEmpty();
    assertThat(Measured.by(site.config()).mismatches(center.readings().values())).isEmpty();
  }

  private static Agent started(SiteText site) throws Exception {
    return Agent.start(site.config(), InstantSource.system());
  }

  /// The cable of the first bearer, on and off.
  private final class Flapping implements AutoCloseable {
    private final ScheduledExecutorService hand = Executors.newSingleThreadScheduledExecutor();
    private boolean whole = true;

    Flapping(Duration pace) {
      var _ =
          hand.scheduleAtFixedRate(
              this::turn, pace.toMillis(), pace.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void turn() {
      whole = !whole;
      if (whole) {
        cables.heal(LAN);
      } else {
        cables.cut(LAN);
      }
    }

    @Override
    public void close() {
      hand.shutdownNow();
      cables.heal(LAN);
    }
  }
}
