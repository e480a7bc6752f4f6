package jp.yagura.simulators.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.shared.wire.SeqRanges;
import jp.yagura.shared.wire.Stream;
import jp.yagura.simulators.fleet.BrokerAddress;
import jp.yagura.simulators.fleet.DeviceIdentity;
import jp.yagura.simulators.fleet.DeviceNature;
import jp.yagura.simulators.fleet.Fleet;
import jp.yagura.simulators.fleet.FleetMeter;
import jp.yagura.simulators.fleet.FleetOptions;
import jp.yagura.simulators.fleet.ListeningCenter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoadIT {
  private static final int BATCH = 30;
  private static final int WINDOW = 4;

  private final FleetMeter meter = new FleetMeter();
  private final InstantSource clock = InstantSource.system();

  @Test
  void asFastAsAcknowledgedEverythingSentIsReleasedAndStoredOnce() {
    try (var broker = RealBroker.with().line("max_queued_messages 0").start();
        var center = ListeningCenter.at(broker.port());
        var fleet = fleet(broker, 10)) {
      try (var load = Load.asFastAsAcknowledged(fleet, BATCH, clock, 7)) {
        Eventually.until(
            "a good number of messages",
            Duration.ofSeconds(15),
            () -> meter.count().messagesReleased() >= 1_000);
      }
      awaitReleased(fleet);

      var count = meter.count();
      assertThat(count.readingsReleased()).isEqualTo(BATCH * count.messagesReleased());
      assertThat(count.readingsRefused()).isZero();
      var stored =
          fleet.clients().stream()
              .map(device -> center.stored(device, Stream.READINGS))
              .mapToLong(SeqRanges::upTo)
              .sum();
      assertThat(stored).isEqualTo(count.readingsReleased());
    }
  }

  @Test
  void atASteadyRateTheRateIsKeptOnAverage() {
    try (var broker = RealBroker.with().line("max_queued_messages 0").start();
        var center = ListeningCenter.at(broker.port());
        var fleet = fleet(broker, 20)) {
      long begin = System.nanoTime();
      long sent;
      double seconds;
      try (var load = Load.at(500, fleet, 3, clock, System::nanoTime, 7)) {
        Eventually.until(
            "five hundred messages",
            Duration.ofSeconds(15),
            () -> meter.count().messagesSent() >= 500);
        sent = meter.count().messagesSent();
        seconds = (System.nanoTime() - begin) / 1e9;
      }
      awaitReleased(fleet);

      assertThat(sent / seconds).isBetween(400.0, 505.0);
      assertThat(center.heard()).isNotEmpty();
    }
  }

  private Fleet fleet(RealBroker broker, int devices) {
    var options =
        FleetOptions.standard()
            .withWindow(WINDOW)
            .withReadingsPerMessage(BATCH)
            .withCapacity(WINDOW * BATCH);
    var fleet = new Fleet(options, clock, meter);
    for (int i = 0; i < devices; i++) {
      fleet.add(
          BrokerAddress.parse(broker.uri()),
          DeviceIdentity.withoutSecret(SiteAddress.of("nankoku", "t-%04d".formatted(i))),
          new DeviceNature("simulator test", StandardReadings.SENSORS));
    }
    fleet.connectAll().orTimeout(10, TimeUnit.SECONDS).join();
    return fleet;
  }

  private static void awaitReleased(Fleet fleet) {
    Eventually.until("all to be durable", Duration.ofSeconds(10), () -> fleet.waiting() == 0);
  }
}
