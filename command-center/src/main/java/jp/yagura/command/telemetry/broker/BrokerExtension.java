package jp.yagura.command.telemetry.broker;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.client.ClientContext;
import com.hivemq.extension.sdk.api.client.parameter.ServerInformation;
import com.hivemq.extension.sdk.api.packets.subscribe.SubackReasonCode;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.publish.PublishService;
import com.hivemq.extension.sdk.api.services.session.ClientService;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jp.yagura.command.telemetry.broker.BrokerMeters.Refusal;

/** Puts our rules and our ingest into the broker. */
final class BrokerExtension implements ExtensionMain {

  private final Doorkeeper doorkeeper;
  private final UplinkWindow window;
  private final EmbeddedBrokerLimits limits;
  private final Clock clock;
  private final ScheduledExecutorService later;
  private final BrokerMeters meters;
  private final CompletableFuture<Handles> handles = new CompletableFuture<>();

  /**
   * What the running broker offers. HiveMQ gives these out through static methods that always speak
   * of the latest broker in the process, so they are taken once, at its start.
   */
  record Handles(
      PublishService publishing,
      ClientService clients,
      ServerInformation server,
      DevicesHere here) {}

  BrokerExtension(
      Doorkeeper doorkeeper,
      UplinkWindow window,
      EmbeddedBrokerLimits limits,
      Clock clock,
      ScheduledExecutorService later,
      BrokerMeters meters) {
    this.doorkeeper = doorkeeper;
    this.window = window;
    this.limits = limits;
    this.clock = clock;
    this.later = later;
    this.meters = meters;
  }

  /** Throws if it does not start, or not in time: nobody would be let in, and nothing taken in. */
  Handles handles(Duration patience) {
    try {
      return handles.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "the broker runs without our rules, so it is of no use: " + e.getCause(), e.getCause());
    }
  }

  @Override
  public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
    try {
      handles.complete(putIn(input.getServerInformation()));
    } catch (RuntimeException e) {
      handles.completeExceptionally(e);
      throw e; // HiveMQ logs it and goes on without us
    }
  }

  private Handles putIn(ServerInformation server) {
    var here = new DevicesHere();
    Services.securityRegistry().setAuthenticatorProvider(_ -> doorkeeper);
    var lifecycle = new DeviceLifecycle(here, window, clock, limits.stall(), meters);
    Services.eventRegistry().setClientLifecycleEventListener(_ -> lifecycle);
    Services.initializerRegistry()
        .setClientInitializer(
            (client, context) -> welcome(client.getClientInformation().getClientId(), context));
    return new Handles(Services.publishService(), Services.clientService(), server, here);
  }

  @Override
  public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}

  private void welcome(String clientId, ClientContext context) {
    DeviceClient device = DeviceClient.ofClientId(clientId);
    var pace = new Pace(limits.messagesPerSecond(), limits.stall().dividedBy(2), clock);
    context.addPublishInboundInterceptor(
        new DeviceUplink(device, window, pace, limits.stall(), later, meters));
    context.addSubackOutboundInterceptor(
        (answer, _) ->
            answer.getSubackPacket().getReasonCodes().stream()
                .filter(code -> code.compareTo(SubackReasonCode.GRANTED_QOS_2) > 0)
                .forEach(
                    code -> meters.refused(Refusal.SUBSCRIBE, device.address() + ": " + code)));
  }
}
