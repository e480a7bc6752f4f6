package jp.yagura.simulators.bench.wire;

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

/// The wire contract of this product, as the edge agent speaks it.
final class YaguraDialect implements Dialect {
  private final SiteAddress address;
  private final Instant startedAt;
  private long lastSeq;

  YaguraDialect(SiteAddress address, Instant startedAt) {
    this.address = address;
    this.startedAt = startedAt;
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
            epoch(), startedAt, "yagura-bench 0.1.0", PowerState.MAINS, StandardReadings.SENSORS));
  }

  @Override
  public void readings(SecureDevice device, List<Reading> readings) throws IOException {
    tell(device, new UpMessage.ReadingsBatch(epoch(), lastSeq + 1, readings));
    lastSeq += readings.size();
  }

  @Override
  public void awaitDurable(SecureDevice device) throws IOException {
    device.awaitDurable(lastSeq);
  }

  @Override
  public void status(SecureDevice device, Instant at, Conditions conditions) throws IOException {
    tell(
        device,
        new UpMessage.Status(
            at,
            epoch(),
            conditions.power(),
            conditions.batteryMillivolts(),
            conditions.batteryPercent(),
            15,
            Optional.of(at.minus(Day.STATUS)),
            "lte"));
  }

  private long epoch() {
    return startedAt.toEpochMilli();
  }

  private void tell(SecureDevice device, UpMessage message) throws IOException {
    device.publish(Topic.of(address, message.topicKind()).toString(), Wire.encode(message));
  }
}
