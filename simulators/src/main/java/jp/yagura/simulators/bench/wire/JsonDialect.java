package jp.yagura.simulators.bench.wire;

import io.netty.handler.codec.mqtt.MqttQoS;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.Reading;
import jp.yagura.simulators.scenario.Conditions;

/// One short JSON text for each reading, to a topic for each sensor: what is usually built.
record JsonDialect(SiteAddress address) implements Dialect {
  /// Usually a topic would be called `nankoku/inabu/wl`. Our broker lets a device write only below
  /// its own topics; by so many bytes that makes them longer, which is not to JSON's account.
  static final int LONGER_TOPIC = "yagura/1/".length() + "up/".length();

  @Override
  public boolean usesAliases() {
    return false;
  }

  @Override
  public void introduce(SecureDevice device) {}

  @Override
  public void readings(
      SecureDevice device, List<Reading> readings, Instant at, Conditions conditions)
      throws IOException {
    for (var reading : readings) {
      tell(
          device,
          reading.sensor().value(),
          "{\"site\":\"%s\",\"sensor\":\"%s\",\"time\":\"%s\",\"value\":%d}"
              .formatted(address.site(), reading.sensor(), reading.observedAt(), reading.value()));
    }
    status(device, at, conditions);
  }

  @Override
  public void awaitDurable(SecureDevice device) {
    // the PUBACK is all that it is ever told
  }

  @Override
  public void status(SecureDevice device, Instant at, Conditions conditions) throws IOException {
    tell(
        device,
        "status",
        "{\"site\":\"%s\",\"time\":\"%s\",\"power\":\"%s\",\"batteryMillivolts\":%d,\"batteryPercent\":%d,\"waiting\":%d}"
            .formatted(
                address.site(),
                at,
                conditions.power(),
                conditions.batteryMillivolts(),
                conditions.batteryPercent(),
                0));
  }

  private void tell(SecureDevice device, String what, String json) throws IOException {
    device.publish(
        "yagura/1/%s/up/%s".formatted(address, what),
        json.getBytes(StandardCharsets.UTF_8),
        MqttQoS.AT_LEAST_ONCE);
  }
}
