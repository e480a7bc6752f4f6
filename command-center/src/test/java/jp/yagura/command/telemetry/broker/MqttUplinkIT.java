package jp.yagura.command.telemetry.broker;

import static jp.yagura.command.telemetry.broker.TestBroker.INABU;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.Topic;
import org.junit.jupiter.api.Test;

/** What the ingest can rely on with a broker elsewhere: a real Mosquitto. */
class MqttUplinkIT {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Test
  void aMessageGoesToOneOfTwoCommandCentersAndAllOfThemArrive() throws Exception {
    TestIngest east = TestIngest.thatAcknowledges();
    TestIngest west = TestIngest.thatAcknowledges();
    try (RealBroker broker = RealBroker.start();
        var first = started(broker, "east", east);
        var second = started(broker, "west", west);
        var inabu = new TestDevice(broker.uri(), INABU).connect()) {
      for (int i = 0; i < 200; i++) {
        inabu.send(Kind.READINGS, Integer.toString(i));
      }
      Eventually.until(PATIENCE, () -> east.messages.size() + west.messages.size() >= 200);
      assertThat(Stream.concat(east.texts().stream(), west.texts().stream()))
          .containsExactlyInAnyOrderElementsOf(numbered(200));
      assertThat(east.messages).hasSizeBetween(50, 150);
      assertThat(first.connected() && second.connected()).isTrue();
    }
  }

  @Test
  void whatWasNotAcknowledgedComesAgainAfterTheCommandCenterRestarts() throws Exception {
    TestIngest before = TestIngest.thatStalls();
    TestIngest after = TestIngest.thatAcknowledges();
    try (RealBroker broker = RealBroker.start();
        var inabu = new TestDevice(broker.uri(), INABU).connect()) {
      try (var uplink = started(broker, "east", before)) {
        for (int i = 0; i < 10; i++) {
          inabu.send(Kind.READINGS, Integer.toString(i));
        }
        before.await(10);
        before.messages.subList(0, 4).forEach(UplinkMessage::acknowledge);
      }
      try (var uplink = started(broker, "east", after)) {
        after.await(6);
      }
    }
    assertThat(after.texts()).containsExactlyElementsOf(numbered(10).subList(4, 10));
  }

  @Test
  void itBeginsWhenTheBrokerComesAndGoesOnWhenTheBrokerComesBack() throws Exception {
    TestIngest ingest = TestIngest.thatAcknowledges();
    try (RealBroker broker = RealBroker.start()) {
      broker.stop();
      try (var uplink = source(broker, "east")) {
        uplink.start(ingest);
        assertThat(uplink.connected()).isFalse();
        broker.restart();
        Eventually.until(PATIENCE, uplink::connected);
        send(broker, "before");
        ingest.await(1);
        broker.kill();
        Eventually.until(PATIENCE, () -> !uplink.connected());
        broker.restart();
        Eventually.until(PATIENCE, uplink::connected);
        Eventually.until(
            PATIENCE,
            () -> { // connected is a moment before the subscription is renewed
              send(broker, "after");
              return ingest.texts().contains("readings after");
            });
      }
    }
  }

  @Test
  void birthsThatTheBrokerHasKeptAreToldOnceAndMarkedAsNoNews() throws Exception {
    TestIngest ingest = TestIngest.thatAcknowledges();
    try (RealBroker broker = RealBroker.start();
        var inabu = new TestDevice(broker.uri(), INABU).connect()) {
      inabu.send(Kind.BIRTH, "long ago");
      try (var uplink = started(broker, "east", ingest)) {
        ingest.await(1);
        inabu.send(Kind.BIRTH, "now");
        inabu.send(Kind.READINGS, "and more");
        ingest.await(3);
      }
    }
    assertThat(ingest.texts()).containsExactly("birth long ago", "birth now", "readings and more");
    assertThat(ingest.messages)
        .extracting(UplinkMessage::retained)
        .containsExactly(true, false, false);
  }

  @Test
  void noMoreIsOnTheWayThanMayBeWhileTheStorageStandsStill() throws Exception {
    TestIngest ingest = TestIngest.thatStalls();
    try (RealBroker broker = RealBroker.start();
        var uplink = source(config(broker, 5), "east");
        var inabu = new TestDevice(broker.uri(), INABU).connect()) {
      uplink.start(ingest);
      Eventually.until(PATIENCE, uplink::connected);
      for (int i = 0; i < 20; i++) {
        inabu.send(Kind.READINGS, Integer.toString(i));
      }
      ingest.await(5);
      assertThat(ingest.messages).hasSize(5);
    }
  }

  @Test
  void whatIsPublishedDownReachesTheDevice() throws Exception {
    try (RealBroker broker = RealBroker.start();
        var uplink = started(broker, "east", TestIngest.thatAcknowledges());
        var inabu = new TestDevice(broker.uri(), INABU).connect().listen()) {
      uplink.publish(Topic.of(INABU, Kind.ACK), "durable".getBytes(StandardCharsets.UTF_8));
      Eventually.until(PATIENCE, () -> !inabu.received.isEmpty());
      assertThat(inabu.received).containsExactly("yagura/1/nankoku/inabu/down/ack durable");
    }
  }

  @Test
  void aBrokerThatWantsAPasswordGetsIt() throws Exception {
    TestIngest ingest = TestIngest.thatAcknowledges();
    try (RealBroker broker =
            RealBroker.with()
                .user("command", "known")
                .user(INABU.toString(), TestDevice.SECRET)
                .start();
        var uplink =
            source(
                new ExternalBrokerConfig(
                    0,
                    URI.create(broker.uri()),
                    Optional.of("command"),
                    Optional.of("known"),
                    Optional.empty(),
                    100),
                "east")) {
      uplink.start(ingest);
      Eventually.until(PATIENCE, uplink::connected);
      send(broker, "1");
      ingest.await(1);
    }
  }

  private static void send(RealBroker broker, String text) throws Exception {
    try (var inabu = new TestDevice(broker.uri(), INABU).connect()) {
      inabu.send(Kind.READINGS, text);
    }
  }

  private static UplinkSource started(RealBroker broker, String node, TestIngest ingest) {
    UplinkSource source = source(broker, node);
    source.start(ingest);
    Eventually.until(PATIENCE, source::connected);
    return source;
  }

  private static UplinkSource source(RealBroker broker, String node) {
    return source(config(broker, 65_535), node);
  }

  private static UplinkSource source(ExternalBrokerConfig config, String node) {
    var meters =
        new BrokerMeters(config.uri().toString(), new SimpleMeterRegistry(), Clock.systemUTC());
    return new MqttUplink(
        config, node, Clock.systemUTC(), Executors.newSingleThreadScheduledExecutor(), meters);
  }

  private static ExternalBrokerConfig config(RealBroker broker, int receiveMaximum) {
    return new ExternalBrokerConfig(
        0,
        URI.create(broker.uri()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        receiveMaximum);
  }

  private static List<String> numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> "readings " + i).toList();
  }
}
