package jp.yagura.command.telemetry.broker;

import static jp.yagura.command.telemetry.broker.TestBroker.INABU;
import static jp.yagura.command.telemetry.broker.TestBroker.TOICHI;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.Topic;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to devices and memory when the storage stands still. */
class BackPressureIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * Ten messages may wait for the storage; a device waits for half a minute before it is sent away.
   */
  private static final EmbeddedBrokerLimits TEN = limits(10, 64 * 1_024 * 1_024, 0);

  @Test
  void aStalledStorageLeavesTheDevicesUnansweredAndTheMemoryBounded(@TempDir Path folder)
      throws Exception {
    TestIngest ingest = TestIngest.thatStalls();
    try (var broker = new TestBroker(folder, TEN);
        var inabu = broker.device(INABU).connect()) {
      broker.uplink().start(ingest);
      List<IMqttToken> sent = send(inabu, 60);
      Eventually.until(PATIENCE, () -> broker.count("stalled") == 1);
      assertThat(broker.gauge("window.messages")).isEqualTo(10);
      Eventually.until(PATIENCE, () -> sent.stream().filter(IMqttToken::isComplete).count() == 10);

      Eventually.until(
          PATIENCE,
          () -> {
            ingest.acknowledgeAll(); // the storage works again
            return sent.stream().allMatch(IMqttToken::isComplete);
          });
      ingest.await(60);
      assertThat(ingest.texts()).containsExactlyElementsOf(numbered(60));
      ingest.acknowledgeAll();
      assertThat(broker.gauge("window.messages")).isZero();
      assertThat(broker.gauge("window.bytes")).isZero();
    }
  }

  @Test
  void theWindowIsBoundedInBytesToo(@TempDir Path folder) throws Exception {
    TestIngest ingest = TestIngest.thatStalls();
    try (var broker = new TestBroker(folder, limits(1_000, 300 * 1_024, 0));
        var inabu = broker.device(INABU).connect()) {
      broker.uplink().start(ingest);
      inabu.send(Kind.SNAPSHOT_CHUNK, "x".repeat(200 * 1_024));
      IMqttToken second = inabu.begin(Kind.SNAPSHOT_CHUNK, "y".repeat(200 * 1_024));
      Eventually.until(PATIENCE, () -> broker.count("stalled") == 1);
      assertThat(second.isComplete()).isFalse();
      assertThat(broker.gauge("window.bytes")).isEqualTo(200 * 1_024);
      ingest.acknowledgeAll();
      second.waitForCompletion(PATIENCE.toMillis());
    }
  }

  @Test
  void whoHasWaitedTooLongIsToldToTryAgainLaterAndCan(@TempDir Path folder) throws Exception {
    TestIngest ingest = TestIngest.thatStalls();
    var impatient =
        new EmbeddedBrokerLimits(
            1_000, 300 * 1_024, 256, 100, 0, 1, 64 * 1_024 * 1_024, Duration.ofMillis(300));
    try (var broker = new TestBroker(folder, impatient);
        var inabu = broker.device(INABU).connect()) {
      broker.uplink().start(ingest);
      inabu.send(Kind.READINGS, "0");
      IMqttToken refused = inabu.begin(Kind.READINGS, "1");
      Eventually.until(PATIENCE, refused::isComplete);
      assertThat(refused.getReasonCodes()).containsExactly(0x97); // quota exceeded
      assertThat(inabu.connected()).isTrue();
      ingest.acknowledgeAll();
      inabu.send(Kind.READINGS, "1");
      assertThat(ingest.texts()).containsExactlyElementsOf(numbered(2));
    }
  }

  @Test
  void aDeviceThatWaitsDoesNotKeepAnotherFromConnecting(@TempDir Path folder) throws Exception {
    try (var broker = new TestBroker(folder, TEN);
        var inabu = broker.device(INABU).connect()) {
      broker.uplink().start(TestIngest.thatStalls());
      send(inabu, 20);
      Eventually.until(PATIENCE, () -> broker.count("stalled") == 1);
      try (var toichi = broker.device(TOICHI).connect().listen()) {
        assertThat(toichi.connected()).isTrue();
      }
      inabu.vanish(); // a goodbye would wait for what is on the way
    }
  }

  @Test
  void whatNobodyHasAcknowledgedComesAgainInOrderToTheNextIngest(@TempDir Path folder)
      throws Exception {
    TestIngest first = TestIngest.thatStalls();
    TestIngest second = TestIngest.thatAcknowledges();
    try (var broker = new TestBroker(folder);
        var inabu = broker.device(INABU).connect()) {
      sendAndAwait(inabu, 3); // before anybody listens
      broker.uplink().start(first);
      first.await(3);
      first.messages.get(1).acknowledge();
      broker.uplink().close();
      inabu.send(Kind.READINGS, "while nobody listens");
      broker.uplink().start(second);
      second.await(3);
      inabu.send(Kind.READINGS, "after");
    }
    assertThat(second.texts())
        .containsExactly(
            "readings 0", "readings 2", "readings while nobody listens", "readings after");
  }

  @Test
  void whatCouldNotBeStoredIsDeliveredAgainAfterAPause(@TempDir Path folder) throws Exception {
    TestIngest ingest = TestIngest.thatStalls();
    try (var broker = new TestBroker(folder);
        var inabu = broker.device(INABU).connect()) {
      broker.uplink().start(ingest);
      inabu.send(Kind.READINGS, "0");
      ingest.messages.getFirst().giveBack();
      ingest.await(2);
      assertThat(ingest.messages.get(1)).isSameAs(ingest.messages.getFirst());
      ingest.acknowledgeAll();
      ingest.messages.getFirst().giveBack(); // too late to matter
      assertThat(broker.gauge("window.messages")).isZero();
    }
  }

  @Test
  void aDeviceThatSendsTooFastIsSlowedDownAndLosesNothing(@TempDir Path folder) throws Exception {
    TestIngest ingest = TestIngest.thatAcknowledges();
    try (var broker = new TestBroker(folder, limits(1_000, 64 * 1_024 * 1_024, 50));
        var inabu = broker.device(INABU).connect()) {
      broker.uplink().start(ingest);
      sendAndAwait(inabu, 130); // a hundred at once, the rest at fifty a second
      assertThat(broker.count("slowed")).isBetween(10, 30);
    }
    assertThat(ingest.texts()).containsExactlyElementsOf(numbered(130));
  }

  @Test
  void anAlarmDoesNotWaitForWhatTheSameDeviceHasSentInVain(@TempDir Path folder) throws Exception {
    TestIngest ingest = TestIngest.thatAcknowledges();
    try (var broker = new TestBroker(folder, limits(1_000, 64 * 1_024 * 1_024, 10));
        var inabu = broker.device(INABU).connect()) {
      broker.uplink().start(ingest);
      String topic = Topic.of(INABU, Kind.READINGS).toString();
      for (int i = 0; i < 600; i++) { // a minute's worth
        inabu.begin(topic, "unasked", 0, false).waitForCompletion(PATIENCE.toMillis());
      }
      IMqttToken alarm = inabu.begin(Kind.READINGS, "alarm");
      alarm.waitForCompletion(PATIENCE.toMillis());
      assertThat(alarm.getReasonCodes()).containsExactly(0);
      assertThat(broker.count("dropped")).isGreaterThan(400);
    }
    assertThat(ingest.texts()).last().isEqualTo("readings alarm");
  }

  private static EmbeddedBrokerLimits limits(int messages, long bytes, int perSecond) {
    return new EmbeddedBrokerLimits(
        1_000, 300 * 1_024, 256, 100, perSecond, messages, bytes, Duration.ofSeconds(30));
  }

  private static void sendAndAwait(TestDevice device, int count) throws MqttException {
    for (IMqttToken token : send(device, count)) {
      token.waitForCompletion(PATIENCE.toMillis());
    }
  }

  private static List<IMqttToken> send(TestDevice device, int count) throws MqttException {
    var tokens = new ArrayList<IMqttToken>();
    for (int i = 0; i < count; i++) {
      tokens.add(device.begin(Kind.READINGS, Integer.toString(i)));
    }
    return tokens;
  }

  private static List<String> numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> "readings " + i).toList();
  }
}
