package jp.yagura.command.telemetry.broker;

import com.hivemq.extension.sdk.api.events.client.ClientLifecycleEventListener;
import com.hivemq.extension.sdk.api.events.client.parameters.AuthenticationSuccessfulInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ClientInitiatedDisconnectInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ConnectionStartInput;
import com.hivemq.extension.sdk.api.events.client.parameters.DisconnectEventInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ServerInitiatedDisconnectInput;
import com.hivemq.extension.sdk.api.packets.general.DisconnectedReasonCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import jp.yagura.command.telemetry.broker.BrokerMeters.Refusal;

/**
 * Hands the will of a lost device to the ingest. HiveMQ tells of the end of a connection in line
 * with the device's messages, so a death comes after everything the old connection sent and before
 * the birth that the next one sends.
 */
final class DeviceLifecycle implements ClientLifecycleEventListener {

  private final DevicesHere here;
  private final UplinkWindow window;
  private final Clock clock;
  private final Duration stall;
  private final BrokerMeters meters;

  DeviceLifecycle(
      DevicesHere here, UplinkWindow window, Clock clock, Duration stall, BrokerMeters meters) {
    this.here = here;
    this.window = window;
    this.clock = clock;
    this.stall = stall;
    this.meters = meters;
  }

  @Override
  public void onMqttConnectionStart(ConnectionStartInput input) {}

  @Override
  public void onAuthenticationSuccessful(AuthenticationSuccessfulInput input) {
    here.came(input.getClientInformation().getClientId(), input.getConnectionInformation());
  }

  /** Without a goodbye, whatever the reason. */
  @Override
  public void onDisconnect(DisconnectEventInput input) {
    publishWill(input);
  }

  @Override
  public void onClientInitiatedDisconnect(ClientInitiatedDisconnectInput input) {
    if (input.getReasonCode().orElse(DisconnectedReasonCode.NORMAL_DISCONNECTION)
        == DisconnectedReasonCode.NORMAL_DISCONNECTION) {
      here.went(input.getConnectionInformation());
    } else {
      publishWill(input);
    }
  }

  @Override
  public void onServerInitiatedDisconnect(ServerInitiatedDisconnectInput input) {
    String client = input.getClientInformation().getClientId();
    input
        .getReasonCode()
        .ifPresent(
            reason -> {
              switch (reason) {
                case PACKET_TOO_LARGE -> meters.refused(Refusal.PACKET_SIZE, client);
                case MALFORMED_PACKET,
                    PROTOCOL_ERROR,
                    RECEIVE_MAXIMUM_EXCEEDED,
                    QOS_NOT_SUPPORTED ->
                    meters.refused(Refusal.PROTOCOL, client + ": " + reason);
                default -> {}
              }
            });
    publishWill(input);
  }

  private void publishWill(DisconnectEventInput input) {
    here.went(input.getConnectionInformation());
    // Remembered only of a device that was let in: a stranger's connection has none.
    Will.take(input.getConnectionInformation())
        .ifPresent(
            payload ->
                deliver(
                    DeviceClient.ofClientId(input.getClientInformation().getClientId()).birth(),
                    payload));
  }

  private void deliver(String topic, byte[] payload) {
    if (window.offer(topic, payload)) {
      meters.received.increment();
      return;
    }
    Instant givesUpAt = clock.instant().plus(stall);
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
            return clock.instant().isBefore(givesUpAt);
          }

          @Override
          public void admitted() {
            meters.received.increment();
          }
        });
  }
}
