package jp.yagura.simulators.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.CommandAction;
import jp.yagura.shared.wire.DownMessage;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.SeqRanges;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.simulators.link.Link;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FleetIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final SiteAddress OKO = SiteAddress.of("nankoku", "oko");
  private static final SensorId LEVEL = new SensorId("wl");
  private static final DeviceNature NATURE = new DeviceNature("simulator test", List.of(LEVEL));
  private static final FleetOptions OPTIONS =
      FleetOptions.standard()
          .withThreads(2)
          .withRetry(Duration.ofMillis(20), Duration.ofMillis(100))
          .withReadingsPerMessage(10);
  private static final Instant FIRST = Instant.parse("2026-11-21T00:00:00Z");

  private final FleetMeter meter = new FleetMeter();

  @Test
  void aDeviceIsBornRetainedAndDiesByItsWillWhenItsLinkIsCut() {
    try (var broker = RealBroker.start();
        var fleet = fleet(OPTIONS)) {
      var device = connected(fleet, broker.port());

      assertThat(retained(broker)).isInstanceOf(UpMessage.Birth.class);
      device.cutLink();
      Eventually.until(
          "the will", SOON, () -> retained(broker).getClass() == UpMessage.Death.class);
      device.restoreLink();
      Eventually.until(
          "the next birth", SOON, () -> retained(broker).getClass() == UpMessage.Birth.class);
    }
  }

  @Test
  void aDeviceThatLeavesInGoodOrderIsOfflineToo() {
    try (var broker = RealBroker.start();
        var fleet = fleet(OPTIONS)) {
      connected(fleet, broker.port()).leave();

      Eventually.until(
          "the will", SOON, () -> retained(broker).getClass() == UpMessage.Death.class);
    }
  }

  @Test
  void onlyTheRightSecretGetsIn() {
    try (var broker = RealBroker.with().user("nankoku/oko", "correct").start();
        var fleet = fleet(OPTIONS)) {
      var right = device(fleet, broker.port(), DeviceIdentity.withSecret(OKO, "correct"));
      var sanwa = SiteAddress.of("nankoku", "sanwa");
      var wrong = device(fleet, broker.port(), DeviceIdentity.withSecret(sanwa, "guessed"));
      var wrongConnects = wrong.connect();
      right.connect().orTimeout(10, TimeUnit.SECONDS).join();

      assertThat(right.online()).isTrue();
      assertThat(wrongConnects).isNotDone();
    }
  }

  @Test
  void noMoreMessagesAreOnTheWayThanTheWindowAllows() {
    assertThat(sentIntoADeadLink(OPTIONS.withWindow(5), RealBroker.with())).isEqualTo(5);
  }

  @Test
  void theBrokerMayAskForASmallerWindow() {
    var narrow = RealBroker.with().line("max_inflight_messages 3");

    assertThat(sentIntoADeadLink(OPTIONS.withWindow(50), narrow)).isEqualTo(3);
  }

  private long sentIntoADeadLink(FleetOptions options, RealBroker.Options brokerOptions) {
    try (var broker = brokerOptions.start();
        var link = Link.to("127.0.0.1", broker.port());
        var fleet =
            fleet(
                options
                    .withReadingsPerMessage(1)
                    .withCapacity(100)
                    .withResendAfter(Duration.ofHours(1)))) {
      var device = connected(fleet, link.port());
      device.offer(readings(1, 1));
      Eventually.until("the first", SOON, () -> meter.count().messagesPubacked() == 1);
      link.goDead();
      device.offer(readings(2, 100));
      // the device is full now; that it refuses more shows that it has come so far
      device.offer(readings(101, 101));
      Eventually.until("a refusal", SOON, () -> meter.count().readingsRefused() == 1);
      return meter.count().messagesSent() - 1;
    }
  }

  @Test
  void whatWasMeasuredWithoutALinkIsFilledInAfterwardsWithItsOldTimes() {
    try (var broker = RealBroker.start();
        var center = ListeningCenter.at(broker.port());
        var fleet = fleet(OPTIONS)) {
      var device = connected(fleet, broker.port());
      device.offer(readings(1, 3));
      awaitNothingWaiting(fleet);
      device.cutLink();
      Eventually.until("the device to be off line", SOON, () -> !device.online());
      device.offer(readings(4, 28));
      Eventually.until("readings to wait", SOON, () -> device.waiting() == 25);
      device.restoreLink();
      device.offer(readings(29, 30));
      awaitNothingWaiting(fleet);

      assertThat(center.readings(device)).isEqualTo(readings(1, 30));
      assertThat(center.stored(device, Stream.READINGS)).isEqualTo(SeqRanges.upTo(30));
    }
  }

  @Test
  void anAlarmOvertakesTheReadingsThatWaited() {
    try (var broker = RealBroker.start();
        var center = ListeningCenter.at(broker.port());
        var fleet = fleet(OPTIONS)) {
      var device = device(fleet, broker.port(), DeviceIdentity.withoutSecret(OKO));
      device.offer(readings(1, 20));
      device.alarm(AlarmKind.OVERFLOW, true, FIRST, Optional.of(LEVEL), 3600);
      device.powerChanged(FIRST, new Supply(PowerState.BATTERY, 25_100, 93));
      device.connect().orTimeout(10, TimeUnit.SECONDS).join();
      awaitNothingWaiting(fleet);

      assertThat(center.heard())
          .extracting(heard -> heard.message().topicKind().segment())
          .containsExactly("birth", "status", "alarm", "power", "readings", "readings");
      assertThat(center.stored(device, Stream.EVENTS)).isEqualTo(SeqRanges.upTo(2));
    }
  }

  @Test
  void theBrokersWordIsNotEnough() {
    try (var broker = RealBroker.start();
        var center = ListeningCenter.at(broker.port());
        var fleet = fleet(OPTIONS.withResendAfter(Duration.ofMillis(200)))) {
      center.acknowledge(false);
      var device = connected(fleet, broker.port());
      device.offer(readings(1, 10));
      Eventually.until("it to be sent again", SOON, () -> meter.count().messagesSentAgain() >= 2);
      assertThat(device.waiting()).isEqualTo(10);

      center.acknowledge(true);
      awaitNothingWaiting(fleet);
      assertThat(center.readings(device)).isEqualTo(readings(1, 10));
    }
  }

  @Test
  void itDoesWhatItIsToldUnlessItIsTooLate() {
    try (var broker = RealBroker.start();
        var center = ListeningCenter.at(broker.port());
        var fleet = fleet(OPTIONS.withResendAfter(Duration.ofHours(1)))) {
      center.acknowledge(false);
      var device = connected(fleet, broker.port());
      device.offer(readings(1, 10));
      Eventually.until("the readings", SOON, () -> meter.count().messagesPubacked() == 1);
      var resend = new CommandAction.Resend(Stream.READINGS, SeqRange.only(4));

      center.send(OKO, command(resend, Instant.now().minusSeconds(60)));
      center.send(OKO, command(new CommandAction.SendStatusNow(), Instant.now()));
      Eventually.until(
          "a second status", SOON, () -> center.heard(OKO, UpMessage.Status.class).size() == 2);
      assertThat(center.heard(OKO, UpMessage.Status.class).getLast().waiting()).isZero();
      assertThat(device.waiting()).isEqualTo(10);
      assertThat(meter.count().messagesSentAgain()).isZero();

      center.send(OKO, command(resend, Instant.now()));
      Eventually.until("the readings again", SOON, () -> meter.count().messagesSentAgain() == 1);
    }
  }

  @Test
  void aBrokerThatIsKilledAndStartsAgainWithoutItsMemoryLosesNothing() {
    try (var broker = RealBroker.start();
        var center = ListeningCenter.at(broker.port());
        var fleet = fleet(OPTIONS.withResendAfter(Duration.ofMillis(500)))) {
      var device = connected(fleet, broker.port());
      for (int i = 0; i < 20; i++) {
        device.offer(readings(10 * i + 1, 10 * i + 10));
        if (i == 10) {
          broker.kill();
          broker.restart();
        }
      }
      awaitNothingWaiting(fleet);

      assertThat(center.readings(device)).isEqualTo(readings(1, 200));
    }
  }

  @Test
  void aThousandDevicesConnectAndPublish() {
    var options = RealBroker.with().line("max_queued_messages 0").line("max_inflight_messages 0");
    try (var broker = options.start();
        var center = ListeningCenter.at(broker.port());
        var fleet = fleet(OPTIONS)) {
      for (int i = 0; i < 1_000; i++) {
        var address = SiteAddress.of("nankoku", "t-%04d".formatted(i));
        device(fleet, broker.port(), DeviceIdentity.withoutSecret(address));
      }
      fleet.connectAll().orTimeout(20, TimeUnit.SECONDS).join();
      fleet.clients().forEach(device -> device.offer(readings(1, 30)));
      awaitNothingWaiting(fleet);

      assertThat(meter.count().online()).isEqualTo(1_000);
      assertThat(meter.count().readingsReleased()).isEqualTo(30_000);
      assertThat(meter.takeUntilReleased().getTotalCount()).isEqualTo(3_000);
      assertThat(fleet.clients())
          .allSatisfy(device -> assertThat(center.readings(device)).isEqualTo(readings(1, 30)));
    }
  }

  private Fleet fleet(FleetOptions options) {
    return new Fleet(options, InstantSource.system(), meter);
  }

  private static FleetClient device(Fleet fleet, int port, DeviceIdentity identity) {
    return fleet.add(new BrokerAddress("127.0.0.1", port), identity, NATURE);
  }

  private static FleetClient connected(Fleet fleet, int port) {
    var device = device(fleet, port, DeviceIdentity.withoutSecret(OKO));
    device.connect().orTimeout(10, TimeUnit.SECONDS).join();
    return device;
  }

  private static void awaitNothingWaiting(Fleet fleet) {
    Eventually.until(
        "everything to be durable", Duration.ofSeconds(20), () -> fleet.waiting() == 0);
  }

  /// What a new subscriber is told at once about our one device.
  private static UpMessage retained(RealBroker broker) {
    try (var visitor = ListeningCenter.at(broker.port())) {
      Eventually.until(
          "what is retained",
          SOON,
          () -> visitor.heard().stream().anyMatch(ListeningCenter.Heard::retained));
      return visitor.heard().getFirst().message();
    }
  }

  private static List<Reading> readings(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> Reading.normal(LEVEL, FIRST.plusSeconds(2L * i), 400 + i))
        .toList();
  }

  private static DownMessage.Command command(CommandAction action, Instant issuedAt) {
    return new DownMessage.Command(UUID.randomUUID(), issuedAt, issuedAt.plusSeconds(30), action);
  }
}
