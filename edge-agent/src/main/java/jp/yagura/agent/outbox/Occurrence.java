package jp.yagura.agent.outbox;

import java.time.Instant;
import java.util.Optional;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;

/// Something that happened at this site and must be told: an alarm or a change of power before it
/// has been numbered.
public sealed interface Occurrence {

  Instant at();

  /// @param raised whether the alarm began or ended
  /// @param sensor the sensor concerned, where there is one
  record AlarmChanged(
      AlarmKind kind, boolean raised, Instant at, Optional<SensorId> sensor, long value)
      implements Occurrence {

    /// Lives may hang on it, or the rest of what this box measures: it stands in no line.
    public boolean isUrgent() {
      return kind == AlarmKind.OVERFLOW || kind == AlarmKind.OUTBOX_TROUBLE;
    }
  }

  /// What had to go because there was no room left to keep it.
  ///
  /// @param epoch whose numbers these are
  /// @param count how many of these numbers were still there
  record Dropped(
      Stream stream, long epoch, SeqRange range, long count, Instant from, Instant to, Instant at)
      implements Occurrence {}

  record PowerChanged(PowerState state, Instant at, int batteryMillivolts, int batteryPercent)
      implements Occurrence {}
}
