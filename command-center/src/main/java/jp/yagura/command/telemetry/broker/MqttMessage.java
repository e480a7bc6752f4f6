package jp.yagura.command.telemetry.broker;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A message from an external broker, which holds it until it is acknowledged. */
final class MqttMessage implements UplinkMessage {

  private final Mqtt5Publish publish;
  private final Instant receivedAt;
  private final Consumer<UplinkMessage> ingest;
  private final Consumer<MqttMessage> back;
  private final AtomicBoolean acknowledged = new AtomicBoolean();

  MqttMessage(
      Mqtt5Publish publish,
      Instant receivedAt,
      Consumer<UplinkMessage> ingest,
      Consumer<MqttMessage> back) {
    this.publish = publish;
    this.receivedAt = receivedAt;
    this.ingest = ingest;
    this.back = back;
  }

  @Override
  public String topic() {
    return publish.getTopic().toString();
  }

  @Override
  public byte[] payload() {
    return publish.getPayloadAsBytes();
  }

  @Override
  public boolean retained() {
    return publish.isRetain();
  }

  @Override
  public Instant receivedAt() {
    return receivedAt;
  }

  @Override
  public void acknowledge() {
    // the client does not forgive being told twice; of retained messages it wants no answer
    if (!acknowledged.getAndSet(true) && !publish.isRetain()) {
      publish.acknowledge();
    }
  }

  @Override
  public void giveBack() {
    back.accept(this);
  }

  void deliverAgain() {
    if (!acknowledged.get()) {
      ingest.accept(this);
    }
  }
}
