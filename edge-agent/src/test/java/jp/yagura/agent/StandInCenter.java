package jp.yagura.agent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.Dating;
import jp.yagura.shared.wire.Decoded.Accepted;
import jp.yagura.shared.wire.Decoded.Refused;
import jp.yagura.shared.wire.DownMessage;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.SeqRanges;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.Topics;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.Wire;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/// Behaves towards the agent as the command center does: keeps each reading once by its number, and
/// confirms what it keeps unless told not to. It notes what a command center may never see: one
/// number with two contents.
final class StandInCenter implements AutoCloseable, MqttCallback {
  private static final SiteAddress SITE = SiteAddress.parse(SiteText.USER);

  private final MqttAsyncClient client;
  private final List<UpMessage> heard = new ArrayList<>();
  private final TreeMap<Numbered, Reading> readings = new TreeMap<>();
  private final TreeMap<Numbered, UpMessage> events = new TreeMap<>();
  private final Map<Numbering, SeqRanges> stored = new HashMap<>();
  private final List<String> contradictions = new ArrayList<>();
  private boolean confirming = true;
  private boolean tellingTheTime = true;

  /// Numbers mean something within their epoch only.
  record Numbered(long epoch, long seq) implements Comparable<Numbered> {
    @Override
    public int compareTo(Numbered other) {
      return epoch != other.epoch ? Long.compare(epoch, other.epoch) : Long.compare(seq, other.seq);
    }
  }

  private record Numbering(long epoch, Stream stream) {}

  StandInCenter(String uri) throws MqttException {
    client = new MqttAsyncClient(uri, "stand-in-center", new MemoryPersistence());
    client.setCallback(this);
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName("center");
    options.setPassword(SiteText.PASSWORD.getBytes(StandardCharsets.UTF_8));
    options.setCleanStart(true);
    options.setAutomaticReconnect(true);
    options.setAutomaticReconnectDelay(1, 1);
    client.connect(options).waitForCompletion(5_000);
  }

  /// Whether births are answered with the time.
  synchronized void tellTheTime(boolean yes) {
    tellingTheTime = yes;
  }

  synchronized void confirm(boolean yes) {
    confirming = yes;
  }

  synchronized List<UpMessage> heard() {
    return List.copyOf(heard);
  }

  synchronized TreeMap<Numbered, Reading> readings() {
    return new TreeMap<>(readings);
  }

  /// How many readings came under that epoch.
  synchronized long readingsOf(long epoch) {
    return readings.keySet().stream().filter(numbered -> numbered.epoch() == epoch).count();
  }

  synchronized List<UpMessage> events() {
    return List.copyOf(events.values());
  }

  synchronized List<String> contradictions() {
    return List.copyOf(contradictions);
  }

  /// Whether of every epoch all numbers are there up to the last one that is.
  synchronized boolean isGapFree() {
    return stored.values().stream().allMatch(ranges -> ranges.above().isEmpty());
  }

  /// How the tower is, as it said alone or along with readings.
  List<UpMessage.Status> statuses() {
    List<UpMessage.Status> statuses = new ArrayList<>();
    for (UpMessage message : heard()) {
      switch (message) {
        case UpMessage.Status status -> statuses.add(status);
        case UpMessage.ReadingsBatch batch -> batch.status().ifPresent(statuses::add);
        default -> {} // says nothing of how the tower is
      }
    }
    return statuses;
  }

  <T extends UpMessage> List<T> heard(Class<T> kind) {
    return heard().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// How many readings were heard, those that were known already included.
  long heardReadings() {
    return heard(UpMessage.ReadingsBatch.class).stream()
        .mapToLong(batch -> batch.readings().size())
        .sum();
  }

  void say(DownMessage message) throws MqttException {
    String topic = Topic.of(SITE, message.topicKind()).toString();
    client.publish(topic, Wire.encode(message), 1, false);
  }

  @Override
  public synchronized void messageArrived(String topic, MqttMessage message) throws MqttException {
    Topic parsed = Topic.parse(topic).orElseThrow();
    switch (Wire.decodeUp(parsed.kind(), message.getPayload())) {
      case Accepted(UpMessage accepted) -> keep(accepted);
      case Refused<UpMessage> refused -> contradictions.add("unreadable: " + refused);
    }
  }

  private void keep(UpMessage message) throws MqttException {
    heard.add(message);
    switch (message) {
      case UpMessage.ReadingsBatch batch -> {
        long seq = batch.firstSeq();
        for (Reading reading : batch.readings()) {
          keepOnce(readings, new Numbered(batch.epoch(), seq++), reading);
        }
        confirm(batch.epoch(), Stream.READINGS, batch.range());
      }
      case UpMessage.Alarm alarm -> keepEvent(alarm.epoch(), alarm.seq(), alarm);
      case UpMessage.PowerChange change -> keepEvent(change.epoch(), change.seq(), change);
      case UpMessage.Birth birth -> {
        if (tellingTheTime) {
          say(new DownMessage.TimeIs(birth.connectedAt(), Instant.now(), false));
        }
      }
      default -> {}
    }
  }

  private void keepEvent(long epoch, long seq, UpMessage event) throws MqttException {
    keepOnce(events, new Numbered(epoch, seq), event);
    confirm(epoch, Stream.EVENTS, new SeqRange(seq, seq));
  }

  private <T> void keepOnce(TreeMap<Numbered, T> kept, Numbered seq, T item) {
    T before = kept.putIfAbsent(seq, item);
    if (before != null && !undated(before).equals(undated(item))) {
      contradictions.add(seq + " was " + before + " and now is " + item);
    }
  }

  /// An event is told by its age as long as its box does not know the time, and by its time then.
  private static Object undated(Object item) {
    return switch (item) {
      case UpMessage.Alarm alarm -> alarm.redated(Instant.EPOCH, Dating.SURE);
      case UpMessage.PowerChange change -> change.redated(Instant.EPOCH, Dating.SURE);
      default -> item;
    };
  }

  private void confirm(long epoch, Stream stream, SeqRange range) throws MqttException {
    SeqRanges now =
        stored.merge(
            new Numbering(epoch, stream), SeqRanges.NONE.add(range), (old, _) -> old.add(range));
    if (confirming) {
      say(DurableAck.of(epoch, stream, now));
    }
  }

  @Override
  public void connectComplete(boolean reconnect, String uri) {
    // From Paho's own thread: waiting for the answer here would wait for itself.
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                client.subscribe(Topics.everyUplink(), 1);
              } catch (MqttException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(0, 500, true);
    client.close(true);
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {}

  @Override
  public void mqttErrorOccurred(MqttException e) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void authPacketArrived(int code, MqttProperties properties) {}
}
