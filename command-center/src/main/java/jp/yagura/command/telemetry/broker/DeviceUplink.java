package jp.yagura.command.telemetry.broker;

import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.interceptor.publish.PublishInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jp.yagura.command.telemetry.broker.BrokerMeters.Refusal;

/**
 * Takes what one connected device publishes straight to the ingest, without a second journey
 * through the broker. HiveMQ asks one message of a device at a time and waits for an answer that is
 * put off; so order holds, and a device that is left waiting sends no more than its receive
 * maximum.
 *
 * <p>The PUBACK says only that the message is in the window, as it would say of any broker that
 * keeps its queues in memory. The device keeps its data until the durable ack.
 */
final class DeviceUplink implements PublishInboundInterceptor {

  private final DeviceClient client;
  private final UplinkWindow window;
  private final Pace pace;
  private final Duration stall;
  private final ScheduledExecutorService later;
  private final BrokerMeters meters;

  DeviceUplink(
      DeviceClient client,
      UplinkWindow window,
      Pace pace,
      Duration stall,
      ScheduledExecutorService later,
      BrokerMeters meters) {
    this.client = client;
    this.window = window;
    this.pace = pace;
    this.stall = stall;
    this.later = later;
    this.meters = meters;
  }

  @Override
  public void onInboundPublish(PublishInboundInput input, PublishInboundOutput output) {
    PublishPacket packet = input.getPublishPacket();
    if (!client.mayPublish(packet.getTopic(), packet.getRetain())) {
      meters.refused(Refusal.PUBLISH, client.address() + " to " + packet.getTopic());
      return; // on to the broker's own rules, which allow nothing and disconnect
    }
    if (packet.getQos() == Qos.EXACTLY_ONCE) {
      meters.refused(Refusal.PROTOCOL, client.address() + " with QoS 2");
      return; // on to the broker, which disconnects
    }
    byte[] payload = packet.getPayload().map(DeviceUplink::bytesOf).orElseGet(() -> new byte[0]);
    if (packet.getQos() == Qos.AT_MOST_ONCE) {
      takeIfThereIsRoom(packet.getTopic(), payload);
      output.preventPublishDelivery();
      return;
    }
    Duration wait = pace.next();
    if (!wait.isZero()) {
      meters.slowed.increment();
      Async<PublishInboundOutput> answer = putOff(output);
      var unused =
          later.schedule(
              () -> take(packet.getTopic(), payload, answer), wait.toNanos(), TimeUnit.NANOSECONDS);
    } else if (window.offer(packet.getTopic(), payload)) {
      meters.received.increment();
      output.preventPublishDelivery(AckReasonCode.SUCCESS);
    } else {
      waitInLine(packet.getTopic(), payload, putOff(output));
    }
  }

  /**
   * Nobody waits for an answer to these, so there is nobody who could be slowed down. Those that
   * are dropped cost the device nothing: its alarms do not wait for them.
   */
  private void takeIfThereIsRoom(String topic, byte[] payload) {
    if (pace.nextAtOnce() && window.offer(topic, payload)) {
      meters.received.increment();
    } else {
      meters.dropped.increment();
    }
  }

  private Async<PublishInboundOutput> putOff(PublishInboundOutput output) {
    return output.async(stall, TimeoutFallback.FAILURE, AckReasonCode.QUOTA_EXCEEDED);
  }

  private void take(String topic, byte[] payload, Async<PublishInboundOutput> answer) {
    if (answer.getStatus() != Async.Status.RUNNING) {
      return; // it has been told to try again, and will
    }
    if (window.offer(topic, payload)) {
      accept(answer);
    } else {
      waitInLine(topic, payload, answer);
    }
  }

  private void waitInLine(String topic, byte[] payload, Async<PublishInboundOutput> answer) {
    meters.stalled.increment();
    window.waitInLine(
        new UplinkWindow.Waiting() {
          @Override
          public String topic() {
            return topic;
          }

          @Override
          public byte[] payload() {
            return payload;
          }

          @Override
          public boolean present() {
            return answer.getStatus() == Async.Status.RUNNING;
          }

          @Override
          public void admitted() {
            accept(answer);
          }
        });
  }

  private void accept(Async<PublishInboundOutput> answer) {
    meters.received.increment();
    answer.getOutput().preventPublishDelivery(AckReasonCode.SUCCESS);
    answer.resume();
  }

  private static byte[] bytesOf(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
