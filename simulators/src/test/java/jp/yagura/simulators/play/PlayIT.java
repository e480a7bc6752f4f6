package jp.yagura.simulators.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jp.yagura.hardware.Catalogue;
import jp.yagura.hardware.SitePlan;
import jp.yagura.shared.id.MunicipalityId;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.simulators.fleet.BrokerAddress;
import jp.yagura.simulators.fleet.Fleet;
import jp.yagura.simulators.fleet.FleetClient;
import jp.yagura.simulators.fleet.FleetMeter;
import jp.yagura.simulators.fleet.FleetOptions;
import jp.yagura.simulators.fleet.ListeningCenter;
import jp.yagura.simulators.plan.FleetPlan;
import jp.yagura.simulators.plan.Preparation;
import jp.yagura.simulators.scenario.Scenario;
import jp.yagura.simulators.scenario.Scenarios;
import jp.yagura.simulators.scenario.TowerStory;
import jp.yagura.simulators.town.Town;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole scenario, played sixty times as fast: three minutes of rise in three seconds.
@Timeout(40)
class PlayIT {
  private static final Duration RISE = Duration.ofSeconds(3);
  private static final Duration CADENCE = Duration.ofMillis(50);
  private static final Scenario FLOOD = Scenarios.named(Scenarios.NANKOKU_FLOOD);

  @TempDir private Path folder = Path.of("");

  @Test
  void whatTheCommandCenterStoresIsWhatTheScenarioSays() throws Exception {
    try (var broker = RealBroker.start();
        var center = ListeningCenter.at(broker.port());
        var fleet = new Fleet(options(), InstantSource.system(), new FleetMeter())) {
      var plan = prepared(broker);
      try (var play = Play.of(plan, FLOOD, fleet, InstantSource.system())) {
        fleet.connectAll().get(10, TimeUnit.SECONDS);
        Eventually.until(
            "the overflow to be over",
            Duration.ofSeconds(20),
            () -> center.heard(site("oko"), UpMessage.Alarm.class).size() == 2);
      }
      Eventually.until("all to be durable", Duration.ofSeconds(10), () -> fleet.waiting() == 0);

      everyReadingIsWhatTheStorySays(plan, center, fleet);
      okoOverflows(center);
      tochiRunsOnItsBattery(center);
      hamakaidaFillsInWhatItMeasuredWithoutALink(plan, center, device(fleet, "hamakaida"));
      theUniversityIsSilentButNotOffLine(plan, center, device(fleet, "nogaku"));
    }
  }

  private static void everyReadingIsWhatTheStorySays(
      FleetPlan plan, ListeningCenter center, Fleet fleet) {
    var clock = FLOOD.clock(plan.startsAt(), plan.rise());
    for (var tower : plan.devices()) {
      var story = new TowerStory(FLOOD, clock, plan.seed(), tower.site(), tower.thresholds());
      var levels = levels(center, device(fleet, tower.site().value()));
      assertThat(levels)
          .hasSizeGreaterThan(50)
          .allSatisfy(
              reading ->
                  assertThat(story.at(reading.observedAt()).level().orElseThrow().millimetres())
                      .isEqualTo((int) reading.value()));
    }
  }

  private static void okoOverflows(ListeningCenter center) {
    assertThat(center.heard(site("oko"), UpMessage.Alarm.class))
        .extracting(UpMessage.Alarm::raised)
        .containsExactly(true, false);
  }

  private static void tochiRunsOnItsBattery(ListeningCenter center) {
    assertThat(center.heard(site("tochi"), UpMessage.PowerChange.class))
        .extracting(UpMessage.PowerChange::state)
        .containsExactly(PowerState.BATTERY, PowerState.SAVING, PowerState.MAINS);
  }

  private static void hamakaidaFillsInWhatItMeasuredWithoutALink(
      FleetPlan plan, ListeningCenter center, FleetClient device) {
    var begin = real(plan, 60);
    var end = real(plan, 110);
    assertThat(center.heard(site("hamakaida"), UpMessage.Death.class)).hasSize(1);
    assertThat(center.heard(site("hamakaida"), UpMessage.Birth.class)).hasSize(2);
    assertThat(levels(center, device))
        .filteredOn(reading -> within(reading, begin, end))
        .hasSizeGreaterThan(10);
  }

  private static void theUniversityIsSilentButNotOffLine(
      FleetPlan plan, ListeningCenter center, FleetClient device) {
    var begin = real(plan, 130);
    var end = real(plan, 220);
    assertThat(center.heard(site("nogaku"), UpMessage.Death.class)).isEmpty();
    assertThat(levels(center, device)).noneMatch(reading -> within(reading, begin, end));
    assertThat(levels(center, device)).anyMatch(reading -> reading.observedAt().isAfter(end));
  }

  private FleetPlan prepared(RealBroker broker) throws Exception {
    var towns = SitePlan.bundled(new MunicipalityId("nankoku"), Catalogue.bundled());
    new Preparation(
            Town.of(towns),
            Scenarios.NANKOKU_FLOOD,
            FLOOD,
            BrokerAddress.parse(broker.uri()),
            7,
            Instant.now().plusMillis(500),
            RISE,
            CADENCE,
            Duration.ofMillis(500),
            Optional.empty())
        .writeTo(folder);
    return FleetPlan.in(folder);
  }

  private static FleetOptions options() {
    return FleetOptions.standard().withRetry(Duration.ofMillis(5), Duration.ofMillis(20));
  }

  private static boolean within(Reading reading, Instant begin, Instant end) {
    return !reading.observedAt().isBefore(begin) && reading.observedAt().isBefore(end);
  }

  private static Instant real(FleetPlan plan, int scenarioSeconds) {
    var clock = FLOOD.clock(plan.startsAt(), plan.rise());
    return plan.startsAt().plus(clock.real(Duration.ofSeconds(scenarioSeconds)));
  }

  private static List<Reading> levels(ListeningCenter center, FleetClient device) {
    return center.readings(device).stream()
        .filter(reading -> reading.sensor().equals(new SensorId("wl")))
        .toList();
  }

  private static FleetClient device(Fleet fleet, String site) {
    return fleet.clients().stream()
        .filter(client -> client.identity().address().equals(site(site)))
        .findFirst()
        .orElseThrow();
  }

  private static SiteAddress site(String site) {
    return SiteAddress.of("nankoku", site);
  }
}
