package jp.yagura.command.telemetry.broker;

import static jp.yagura.command.telemetry.broker.TestBroker.INABU;
import static jp.yagura.command.telemetry.broker.TestBroker.TOICHI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.Topic;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what at the embedded broker, tried with real MQTT clients. */
class EmbeddedBrokerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Path folder;
  private TestBroker broker;
  private final TestIngest ingest = TestIngest.thatAcknowledges();

  @BeforeEach
  void start(@TempDir Path temporary) {
    folder = temporary;
    broker = new TestBroker(folder);
    broker.uplink().start(ingest);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void whatADevicePublishesReachesTheIngestAsItWasSent() throws Exception {
    try (var inabu = broker.device(INABU).connect()) {
      inabu.send(Kind.BIRTH, "here");
      inabu.send(Kind.READINGS, "1");
      inabu.send(Kind.READINGS, "2");
      inabu.send(Kind.ALARM, "overflow");
    }
    assertThat(ingest.texts())
        .containsExactly("birth here", "readings 1", "readings 2", "alarm overflow");
    assertThat(ingest.messages).allMatch(m -> m.topic().startsWith("yagura/1/nankoku/inabu/up/"));
    assertThat(ingest.messages).noneMatch(UplinkMessage::retained);
  }

  @Test
  void whatIsPublishedDownReachesThatDeviceAndNoOther() throws Exception {
    try (var inabu = broker.device(INABU).connect().listen();
        var toichi = broker.device(TOICHI).connect().listen()) {
      broker.uplink().publish(Topic.of(INABU, Kind.ACK), bytes("durable"));
      broker.uplink().publish(Topic.of(TOICHI, Kind.COMMAND), bytes("identify"));
      Eventually.until(PATIENCE, () -> inabu.received.size() == 1 && toichi.received.size() == 1);
      assertThat(inabu.received).containsExactly("yagura/1/nankoku/inabu/down/ack durable");
      assertThat(toichi.received).containsExactly("yagura/1/nankoku/toichi/down/command identify");
    }
  }

  @Test
  void aWrongPasswordIsRefusedAndCounted() {
    var stranger = broker.device(INABU).password("guessed");
    assertThatThrownBy(stranger::connect).isInstanceOf(MqttException.class);
    assertThat(broker.refused("credentials")).isEqualTo(1);
  }

  @Test
  void whoFailsTooOftenIsLockedOutForAMinuteButNobodyElseIs() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(broker.device(INABU).password("guess " + i)::connect)
          .isInstanceOf(MqttException.class);
    }
    assertThatThrownBy(broker.device(INABU)::connect).isInstanceOf(MqttException.class);
    assertThat(broker.refused("locked-out")).isEqualTo(1);
    try (var toichi = broker.device(TOICHI).connect()) {
      assertThat(toichi.connected()).isTrue();
    }
  }

  @Test
  void nobodyCanThrowOutADeviceByTakingItsClientId() throws Exception {
    try (var inabu = broker.device(INABU).connect()) {
      var thief = new TestDevice(broker.uri(), TOICHI, "yagura-agent/" + INABU);
      assertThatThrownBy(thief::connect).isInstanceOf(MqttException.class);
      assertThat(broker.refused("client-id")).isEqualTo(1);
      inabu.send(Kind.STATUS, "still here");
      assertThat(inabu.connected()).isTrue();
    }
  }

  @Test
  void publishingUnderAnothersNameIsRefusedAndNeverReachesTheIngest() throws Exception {
    try (var inabu = broker.device(INABU).connect()) {
      inabu.begin("yagura/1/nankoku/toichi/up/readings", "forged", 1, false);
      Eventually.until(PATIENCE, () -> broker.refused("publish") == 1 && !inabu.connected());
    }
    assertThat(ingest.messages).isEmpty();
  }

  @Test
  void aDeviceCannotPublishDownwardsNotEvenToItself() throws Exception {
    try (var inabu = broker.device(INABU).connect()) {
      inabu.begin("yagura/1/nankoku/inabu/down/ack", "all is durable", 1, false);
      Eventually.until(PATIENCE, () -> broker.refused("publish") == 1 && !inabu.connected());
    }
    assertThat(ingest.messages).isEmpty();
  }

  @Test
  void onlyTheBirthMayBeRetained() throws Exception {
    try (var inabu = broker.device(INABU).connect()) {
      inabu.begin("yagura/1/nankoku/inabu/up/readings", "for ever", 1, true);
      Eventually.until(PATIENCE, () -> broker.refused("publish") == 1 && !inabu.connected());
    }
    assertThat(ingest.messages).isEmpty();
  }

  @Test
  void aDeviceHearsNothingButItsOwnDownlinks() throws Exception {
    try (var inabu = broker.device(INABU).connect()) {
      assertThat(inabu.subscribe("yagura/1/nankoku/inabu/down/#")).isLessThan(0x80);
      for (String filter :
          new String[] {
            "#",
            "yagura/1/nankoku/inabu/#",
            "yagura/1/nankoku/inabu/up/#",
            "yagura/1/nankoku/oko/down/#",
            "yagura/1/nankoku/+/down/#",
            "$share/all/yagura/1/nankoku/inabu/down/#"
          }) {
        try (var curious = broker.device(TOICHI).connect()) {
          assertThat(refusalOf(curious, filter)).as(filter).isTrue();
        }
      }
    }
    assertThat(broker.refused("subscribe")).isGreaterThanOrEqualTo(5);
  }

  /**
   * Refused with an answer, or, for what the broker does not offer at all, by the end of the
   * connection.
   */
  private static boolean refusalOf(TestDevice device, String filter) {
    try {
      return device.subscribe(filter) >= 0x80;
    } catch (MqttException disconnected) {
      return !device.connected();
    }
  }

  @Test
  void aPacketBeyondTheLimitEndsTheConnectionAndNothingElse() throws Exception {
    try (var toichi = broker.device(TOICHI).connect();
        var inabu = broker.device(INABU).connect()) {
      inabu.begin(Kind.SNAPSHOT_CHUNK, "x".repeat(400 * 1_024));
      Eventually.until(PATIENCE, () -> !inabu.connected());
      toichi.send(Kind.SNAPSHOT_CHUNK, "x".repeat(250 * 1_024));
    }
    assertThat(ingest.messages).hasSize(1);
  }

  @Test
  void aDeviceOnTwoBearersIsThereTwiceAndHearsOnBoth() throws Exception {
    try (var lan = broker.device(INABU, "yagura-agent/nankoku/inabu/lan").connect().listen()) {
      try (var lte = broker.device(INABU, "yagura-agent/nankoku/inabu/lte").connect().listen()) {
        broker.uplink().publish(Topic.of(INABU, Kind.ACK), bytes("both"));
        Eventually.until(PATIENCE, () -> lan.received.size() == 1 && lte.received.size() == 1);
      }
      broker.uplink().publish(Topic.of(INABU, Kind.ACK), bytes("one"));
      Eventually.until(PATIENCE, () -> lan.received.size() == 2);
      lan.send(Kind.STATUS, "still here");
    }
    assertThat(ingest.texts()).containsExactly("status still here");
  }

  @Test
  void aDeviceThatIsNotBelievedAnyMoreLosesTheLinesOfAllItsBearers() throws Exception {
    try (var lan = broker.device(INABU, "yagura-agent/nankoku/inabu/lan").connect();
        var lte = broker.device(INABU, "yagura-agent/nankoku/inabu/lte").connect();
        var toichi = broker.device(TOICHI).connect()) {
      broker.broker.disconnect(INABU);
      Eventually.until(PATIENCE, () -> !lan.connected() && !lte.connected());
      assertThat(toichi.connected()).isTrue();
    }
  }

  @Test
  void theWillOfALostDeviceIsHeardAndThatOfOneThatSaysGoodbyeIsNot() throws Exception {
    String birth = Topic.of(INABU, Kind.BIRTH).toString();
    var lost = broker.device(INABU).will(birth, "dead").connect();
    lost.send(Kind.BIRTH, "born");
    lost.vanish();
    ingest.await(2);
    try (var back = broker.device(INABU).will(birth, "dead again").connect()) {
      back.send(Kind.BIRTH, "born again");
    }
    try (var last = broker.device(INABU).connect()) {
      last.send(Kind.STATUS, "the end");
    }
    assertThat(ingest.texts())
        .containsExactly("birth born", "birth dead", "birth born again", "status the end");
  }

  @Test
  void aDeviceThatComesAgainBeforeItsLossWasNoticedIsDeadFirstAndThenBorn() throws Exception {
    String birth = Topic.of(INABU, Kind.BIRTH).toString();
    try (var old = broker.device(INABU).will(birth, "dead").connect()) {
      old.send(Kind.BIRTH, "born");
      try (var successor = broker.device(INABU).connect()) {
        successor.send(Kind.BIRTH, "born again");
      }
      ingest.await(3);
    }
    assertThat(ingest.texts()).containsExactly("birth born", "birth dead", "birth born again");
  }

  @Test
  void aWillBeyondTheOwnBirthTopicIsRefused() {
    var inabu = broker.device(INABU).will("yagura/1/nankoku/toichi/up/birth", "dead");
    assertThatThrownBy(inabu::connect).isInstanceOf(MqttException.class);
    assertThat(broker.refused("will")).isEqualTo(1);
  }

  @Test
  void aNameOfSixtyKilobytesIsOnlyAWrongName() {
    var strange = broker.device(INABU).username("x".repeat(60_000));
    assertThatThrownBy(strange::connect).isInstanceOf(MqttException.class);
    assertThat(broker.refused("credentials")).isEqualTo(1);
  }

  @Test
  void itIsKnownHowManyDevicesAreConnected() throws Exception {
    try (var inabu = broker.device(INABU).connect();
        var toichi = broker.device(TOICHI).connect()) {
      assertThat(inabu.connected() && toichi.connected()).isTrue();
      assertThat(broker.gauge("connections")).isEqualTo(2);
    }
    Eventually.until(PATIENCE, () -> broker.gauge("connections") == 0);
  }

  @Test
  void aBrokerThatIsStartedAgainIsFoundOnItsPortByEverybody() throws Exception {
    int port = broker.broker.port().orElseThrow();
    broker.close();
    broker = new TestBroker(folder, TestBroker.listening(port), TestBroker.USUAL_LIMITS);
    broker.uplink().start(ingest);
    try (var inabu = broker.device(INABU).connect()) {
      inabu.send(Kind.READINGS, "after");
    }
    assertThat(ingest.texts()).containsExactly("readings after");
  }

  @Test
  void aPortInUseIsToldInOneSentence() {
    assertThatThrownBy(
            () ->
                new TestBroker(
                    folder.resolve("second"),
                    TestBroker.listening(broker.broker.port().orElseThrow()),
                    TestBroker.USUAL_LIMITS))
        .hasMessageContaining(
            "port " + broker.broker.port().orElseThrow() + " of yagura.broker.embedded");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
