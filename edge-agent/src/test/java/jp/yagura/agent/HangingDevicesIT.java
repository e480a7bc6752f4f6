package jp.yagura.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import jp.yagura.agent.clock.Boot;
import jp.yagura.agent.power.PowerDriver;
import jp.yagura.agent.sensor.Driver;
import jp.yagura.agent.sensor.DriverFault;
import jp.yagura.agent.site.LevelDriverConfig;
import jp.yagura.agent.site.PowerDriverConfig;
import jp.yagura.agent.site.PowerPlanConfig;
import jp.yagura.agent.watchdog.Pulse;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.Quality;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.UpMessage.Alarm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Devices that do the worst to the whole agent: one hangs for ever, one throws errors, and the
/// rest must not notice.
@Timeout(120)
class HangingDevicesIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  /// Longer than a device is waited for.
  private static final Duration SLOW = Duration.ofMillis(1_300);

  private RealBroker broker;
  private StandInCenter center;
  private SiteText site;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    broker =
        RealBroker.with()
            .user(SiteText.USER, SiteText.PASSWORD)
            .user("center", SiteText.PASSWORD)
            .acl(SiteText.ACL)
            .start();
    center = new StandInCenter(broker.uri());
    site = SiteText.in(folder).broker(broker.uri()).sample("100ms");
  }

  @AfterEach
  void stop() throws Exception {
    center.close();
    broker.close();
  }

  @Test
  void aSensorThatHangsForEverIsMissingAndToldAndTheOthersAreMeasuredOnTime() throws Exception {
    var released = new CountDownLatch(1);
    var calls = new AtomicInteger();
    Driver hangs =
        _ -> {
          calls.incrementAndGet();
          await(released);
          return 777;
        };
    try (Agent agent =
        Agent.start(
            site.config(),
            first(hangs),
            Agent.Remote.none(),
            InstantSource.system(),
            Boot.ofThisMachine())) {
      Eventually.until(SOON, () -> readings("rn").size() > 30 && !faults().isEmpty());
      assertThat(readings("wl")).allMatch(reading -> reading.quality() == Quality.MISSING);
      assertThat(readings("rn")).allMatch(reading -> reading.quality() == Quality.NORMAL);
      assertThat(longestGap(readings("rn"))).isLessThan(Duration.ofMillis(1_900));
      assertThat(faults()).singleElement().matches(Alarm::raised);
      assertThat(calls).as("nothing is piled upon a call that hangs").hasValue(1);
      assertThat(agent.vital()).as("the box need not be restarted").noneMatch(Pulse::hangs);

      released.countDown();
      Eventually.until(SOON, () -> faults().size() == 2);
      assertThat(faults().getLast().raised()).isFalse();
      Eventually.until(
          SOON, () -> readings("wl").stream().anyMatch(reading -> reading.value() == 777));
    }
    assertThat(center.contradictions()).isEmpty();
  }

  @Test
  void errorsSlownessAndNonsenseAreMissingReadingsAndNothingMore() throws Exception {
    Driver broken =
        now ->
            switch ((int) (now.toEpochMilli() / 100 % 4)) {
              case 0 -> throw new StackOverflowError("a driver's bug");
              case 1 -> throw new IllegalStateException("another one");
              case 2 -> throw new DriverFault("NaN");
              default -> {
                await(new CountDownLatch(1), SLOW);
                yield 1;
              }
            };
    try (Agent agent =
        Agent.start(
            site.config(),
            first(broken),
            Agent.Remote.none(),
            InstantSource.system(),
            Boot.ofThisMachine())) {
      Eventually.until(SOON, () -> readings("rn").size() > 40);
      assertThat(readings("wl")).allMatch(reading -> reading.quality() == Quality.MISSING);
      assertThat(readings("rn")).allMatch(reading -> reading.quality() == Quality.NORMAL);
      assertThat(agent.vital()).noneMatch(Pulse::hangs);
    }
  }

  @Test
  void aPowerSupplyThatNeverAnswersDoesNotKeepTheBoxFromStartingAndIsTold() throws Exception {
    var devices =
        new Wired(new Drivers()) {
          @Override
          public PowerDriver power(PowerDriverConfig config, Optional<PowerPlanConfig> plan) {
            return (_, _) -> {
              await(new CountDownLatch(1));
              throw new IllegalStateException("never comes here");
            };
          }
        };
    try (Agent _ =
        Agent.start(
            site.config(),
            devices,
            Agent.Remote.none(),
            InstantSource.system(),
            Boot.ofThisMachine())) {
      Eventually.until(SOON, () -> !center.statuses().isEmpty() && !faults().isEmpty());
      assertThat(center.statuses().getFirst().batteryPercent()).as("unknown").isNegative();
      assertThat(faults()).singleElement().matches(alarm -> alarm.sensor().isEmpty());
      assertThat(readings("wl")).isNotEmpty();
    }
  }

  /// Whose first sensor is that device.
  private static Devices first(Driver driver) {
    var made = new AtomicInteger();
    return new Wired(new Drivers()) {
      @Override
      public Driver sensor(LevelDriverConfig config) {
        return made.getAndIncrement() == 0 ? driver : super.sensor(config);
      }
    };
  }

  private static class Wired implements Devices {
    private final Devices usual;

    Wired(Devices usual) {
      this.usual = usual;
    }

    @Override
    public Driver sensor(LevelDriverConfig config) {
      return usual.sensor(config);
    }

    @Override
    public Driver contact(LevelDriverConfig config) {
      return usual.contact(config);
    }

    @Override
    public PowerDriver power(PowerDriverConfig config, Optional<PowerPlanConfig> plan) {
      return usual.power(config, plan);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CountDownLatch latch, Duration longest) {
    try {
      boolean _ = latch.await(longest.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Reading> readings(String sensor) {
    return center.readings().values().stream()
        .filter(reading -> reading.sensor().toString().equals(sensor))
        .toList();
  }

  private List<Alarm> faults() {
    return center.events().stream()
        .filter(Alarm.class::isInstance)
        .map(Alarm.class::cast)
        .filter(alarm -> alarm.kind() == AlarmKind.SENSOR_FAULT)
        .toList();
  }

  private static Duration longestGap(List<Reading> readings) {
    Duration longest = Duration.ZERO;
    Instant before = readings.getFirst().observedAt();
    for (Reading reading : readings) {
      Duration gap = Duration.between(before, reading.observedAt());
      longest = gap.compareTo(longest) > 0 ? gap : longest;
      before = reading.observedAt();
    }
    return longest;
  }
}
