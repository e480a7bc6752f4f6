package jp.yagura.command.telemetry.broker;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What keeps one device from harming the rest, and all devices together from filling the memory.
 *
 * @param connections how many devices at most
 * @param packetBytes the largest packet; a payload of the wire contract has at most 256 KiB
 * @param inFlight how many unacknowledged messages one device may have on the way (receive maximum)
 * @param queuedDown how many commands wait for one device that reads slowly
 * @param messagesPerSecond of one device, averaged over two seconds; 0: unlimited
 * @param windowMessages how many received messages may wait for the storage
 * @param windowBytes their payloads together
 * @param stall for how long a device is left waiting when the window is full, before it is told to
 *     try again later
 */
@ConfigurationProperties("yagura.broker.embedded.limits")
public record EmbeddedBrokerLimits(
    @Bindable(defaultValue = "20000") int connections,
    @Bindable(defaultValue = "307200") int packetBytes,
    @Bindable(defaultValue = "256") int inFlight,
    @Bindable(defaultValue = "1000") int queuedDown,
    @Bindable(defaultValue = "2000") int messagesPerSecond,
    @Bindable(defaultValue = "20000") int windowMessages,
    @Bindable(defaultValue = "67108864") long windowBytes,
    @Bindable(defaultValue = "30s") Duration stall) {

  public EmbeddedBrokerLimits {
    if (connections < 1 || inFlight < 1 || inFlight > 65_535 || queuedDown < 1) {
      throw new IllegalArgumentException(
          "yagura.broker.embedded.limits: connections, in-flight (up to 65535) and queued-down are at least 1");
    }
    if (windowMessages < 1 || windowBytes < packetBytes || packetBytes < 1_024) {
      throw new IllegalArgumentException(
          "yagura.broker.embedded.limits: window-bytes holds at least one packet, and a packet at least 1024 bytes");
    }
    if (messagesPerSecond < 0 || stall.isNegative() || stall.isZero()) {
      throw new IllegalArgumentException(
          "yagura.broker.embedded.limits: messages-per-second is 0 or more, and stall is some time");
    }
  }
}
