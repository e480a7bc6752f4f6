package jp.yagura.command.telemetry.broker;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import jp.yagura.command.kernel.health.Listening;

/** Where devices reach the embedded broker. */
@Singleton
@Requires(bean = EmbeddedBroker.class)
final class BrokerAddress implements Listening {

  private final EmbeddedBroker broker;

  BrokerAddress(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @Override
  public String address() {
    return broker.port().isPresent()
        ? "mqtt://127.0.0.1:" + broker.port().getAsInt()
        : "mqtts://127.0.0.1:" + broker.tlsPort().orElseThrow();
  }
}
