package jp.yagura.simulators.fleet;

import java.time.Instant;
import java.util.Optional;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.UpMessage;

/// What a device tells of at once, before it has a number in the EVENTS stream.
sealed interface Event {
  Instant at();

  UpMessage numbered(long epoch, long seq);

  record Alarm(AlarmKind kind, boolean raised, Instant at, Optional<SensorId> sensor, long value)
      implements Event {
    @Override
    public UpMessage numbered(long epoch, long seq) {
      return new UpMessage.Alarm(epoch, seq, kind, raised, at, sensor, value);
    }
  }

  record Power(Instant at, Supply supply) implements Event {
    @Override
    public UpMessage numbered(long epoch, long seq) {
      return new UpMessage.PowerChange(
          epoch, seq, supply.state(), at, supply.batteryMillivolts(), supply.batteryPercent());
    }
  }
}
