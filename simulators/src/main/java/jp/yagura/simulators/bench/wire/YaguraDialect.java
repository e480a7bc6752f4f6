package jp.yagura.simulators.bench.wire;

import io.netty.handler.codec.mqtt.MqttQoS;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.Wire;
import jp.yagura.simulators.load.StandardReadings;
import jp.yagura.simulators.scenario.Conditions;

/// The wire contract of this product, as the edge agent speaks it on a metered link.
final class YaguraDialect implements Dialect {
  /// A status between two batches finds these waiting.
  private static final int SINCE_THE_LAST_BATCH =
      StandardReadings.SENSORS.size() * (int) Day.STATUS.dividedBy(Day.SAMPLE);

  private final SiteAddress address;
  private final Instant connectedAt;
  private long lastSeq;
  private Instant nextAsk = Instant.MIN;
  private boolean asked;

  YaguraDialect(SiteAddress address, Instant connectedAt) {
    this.address = address;
    this.connectedAt = connectedAt;
  }

  @Override
  public boolean usesAliases() {
    return true;
  }

  @Override
  public void introduce(SecureDevice device) throws IOException {
    tell(
        device,
        new UpMessage.Birth(
            epoch(),
            connectedAt,
            "yagura-bench 0.1.0",
            PowerState.MAINS,
            StandardReadings.SENSORS,
            "satellite"));
    device.awaitTime();
  }

  @Override
  public void status(SecureDevice device, Instant at, Conditions conditions) throws IOException {
    tell(device, status(at, conditions, SINCE_THE_LAST_BATCH));
  }

  @Override
  public void readings(
      SecureDevice device, List<Reading> readings, Instant at, Conditions conditions)
      throws IOException {
    asked = !at.isBefore(nextAsk);
    if (asked) {
      nextAsk = at.plus(Day.ACK_EVERY);
    }
    tell(
        device,
        new UpMessage.ReadingsBatch(
            epoch(), lastSeq + 1, readings, Optional.of(status(at, conditions, 0)), !asked));
    lastSeq += readings.size();
  }

  @Override
  public void awaitDurable(SecureDevice device) throws IOException {
    if (asked) {
      device.awaitDurable(lastSeq);
    }
  }

  private static UpMessage.Status status(Instant at, Conditions conditions, int waiting) {
    return new UpMessage.Status(
        at,
        conditions.power(),
        conditions.batteryMillivolts(),
        conditions.batteryPercent(),
        waiting,
        waiting == 0 ? Optional.empty() : Optional.of(at.minus(Day.STATUS)));
  }

  private long epoch() {
    return connectedAt.toEpochMilli();
  }

  private void tell(SecureDevice device, UpMessage message) throws IOException {
    var kind = message.topicKind();
    device.publish(
        Topic.of(address, kind).toString(),
        Wire.encode(message),
        kind.atMostOnce() ? MqttQoS.AT_MOST_ONCE : MqttQoS.AT_LEAST_ONCE);
  }
}
