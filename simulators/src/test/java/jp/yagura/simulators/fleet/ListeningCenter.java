package jp.yagura.simulators.fleet;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.Decoded;
import jp.yagura.shared.wire.DownMessage;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.SeqRanges;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.Topics;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.Wire;

/// The least a command center does, on somebody else's MQTT client: it stores by sequence number
/// and acknowledges what it has stored. Its store is memory that survives the loss of its broker.
public final class ListeningCenter implements AutoCloseable {
  /// Which sequence numbers of one outbox.
  private record StreamKey(SiteAddress site, long epoch, Stream stream) {}

  /// A message as it came in.
  public record Heard(SiteAddress site, UpMessage message, boolean retained) {}

  private final Mqtt5AsyncClient client;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final Map<StreamKey, SeqRanges> stored = new HashMap<>();
  private final Map<StreamKey, TreeMap<Long, Object>> contents = new HashMap<>();
  private volatile boolean acknowledging = true;

  private ListeningCenter(int port) {
    client =
        Mqtt5Client.builder()
            .serverHost("127.0.0.1")
            .serverPort(port)
            .automaticReconnect()
            .initialDelay(50, TimeUnit.MILLISECONDS)
            .maxDelay(100, TimeUnit.MILLISECONDS)
            .applyAutomaticReconnect()
            .buildAsync();
  }

  public static ListeningCenter at(int port) {
    var center = new ListeningCenter(port);
    center.client.connect().join();
    center
        .client
        .subscribeWith()
        .topicFilter(Topics.everyUplink())
        .qos(MqttQos.AT_LEAST_ONCE)
        .callback(center::arrived)
        .send()
        .join();
    return center;
  }

  /// A center whose disk is full hears everything and acknowledges nothing.
  void acknowledge(boolean willing) {
    acknowledging = willing;
  }

  public List<Heard> heard() {
    return List.copyOf(heard);
  }

  public <T extends UpMessage> List<T> heard(SiteAddress site, Class<T> type) {
    return heard.stream()
        .filter(each -> each.site().equals(site))
        .map(Heard::message)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /// The stored readings of a device in the order of their numbers.
  public synchronized List<Reading> readings(FleetClient device) {
    return List.copyOf(
            contents.getOrDefault(key(device, Stream.READINGS), new TreeMap<>()).values())
        .stream()
        .map(Reading.class::cast)
        .toList();
  }

  public synchronized SeqRanges stored(FleetClient device, Stream stream) {
    return stored.getOrDefault(key(device, stream), SeqRanges.NONE);
  }

  void send(SiteAddress site, DownMessage message) {
    client
        .publishWith()
        .topic(Topic.of(site, message.topicKind()).toString())
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload(Wire.encode(message))
        .send()
        .join();
  }

  private static StreamKey key(FleetClient device, Stream stream) {
    return new StreamKey(device.identity().address(), device.epoch(), stream);
  }

  private synchronized void arrived(Mqtt5Publish publish) {
    var topic = Topic.parse(publish.getTopic().toString()).orElseThrow();
    var decoded = Wire.decodeUp(topic.kind(), publish.getPayloadAsBytes());
    if (!(decoded instanceof Decoded.Accepted<UpMessage>(var message))) {
      throw new AssertionError("a device sent what cannot be read: " + decoded);
    }
    heard.add(new Heard(topic.address(), message, publish.isRetain()));
    switch (message) {
      case UpMessage.ReadingsBatch batch ->
          store(topic, batch.epoch(), Stream.READINGS, batch.range(), batch.readings());
      case UpMessage.Alarm alarm ->
          store(topic, alarm.epoch(), Stream.EVENTS, SeqRange.only(alarm.seq()), List.of(alarm));
      case UpMessage.PowerChange change ->
          store(topic, change.epoch(), Stream.EVENTS, SeqRange.only(change.seq()), List.of(change));
      default -> {
        // not in custody
      }
    }
  }

  private void store(Topic topic, long epoch, Stream stream, SeqRange range, List<?> items) {
    var key = new StreamKey(topic.address(), epoch, stream);
    var content = contents.computeIfAbsent(key, _ -> new TreeMap<>());
    for (int i = 0; i < items.size(); i++) {
      var before = content.put(range.first() + i, items.get(i));
      if (before != null && !before.equals(items.get(i))) {
        throw new AssertionError("number " + (range.first() + i) + " was used twice");
      }
    }
    var now = stored.getOrDefault(key, SeqRanges.NONE).add(range);
    stored.put(key, now);
    if (acknowledging) {
      var unused =
          client
              .publishWith()
              .topic(Topic.of(topic.address(), Kind.ACK).toString())
              .qos(MqttQos.AT_MOST_ONCE)
              .payload(Wire.encode(DownMessage.DurableAck.of(epoch, stream, now)))
              .send();
    }
  }

  @Override
  public void close() {
    client.disconnect().join();
  }
}
