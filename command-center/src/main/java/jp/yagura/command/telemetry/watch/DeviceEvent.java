package jp.yagura.command.telemetry.watch;

import java.time.Instant;
import jp.yagura.command.site.Site;
import jp.yagura.shared.wire.UpMessage;

/** Something a tower said in custody that is not a reading. */
public sealed interface DeviceEvent {

  Site site();

  Instant receivedAt();

  /**
   * Whether the tower's clock was so wrong that the time of receipt stands for when it happened. An
   * alarm is an alarm, whatever the clock says.
   */
  boolean clockWrong();

  /** Raised or cleared. */
  record Alarmed(Site site, UpMessage.Alarm alarm, boolean clockWrong, Instant receivedAt)
      implements DeviceEvent {}

  /** What the tower had to let go of. */
  record LetGo(Site site, UpMessage.Dropped dropped, boolean clockWrong, Instant receivedAt)
      implements DeviceEvent {}

  record PowerChanged(
      Site site, UpMessage.PowerChange change, boolean clockWrong, Instant receivedAt)
      implements DeviceEvent {}
}
