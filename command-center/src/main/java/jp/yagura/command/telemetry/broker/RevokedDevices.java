package jp.yagura.command.telemetry.broker;

import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import jp.yagura.command.device.DeviceRevoked;

/** A box that is not believed any more loses its line at once, not only its next one. */
@Singleton
@Requires(bean = EmbeddedBroker.class)
class RevokedDevices {

  private final EmbeddedBroker broker;

  RevokedDevices(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @EventListener
  void disconnect(DeviceRevoked revoked) {
    broker.disconnect(revoked.site());
  }
}
