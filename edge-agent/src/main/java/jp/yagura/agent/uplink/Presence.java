package jp.yagura.agent.uplink;

import java.time.Instant;
import jp.yagura.agent.outbox.Waiting;
import jp.yagura.shared.wire.CommandAction.TakePicture;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.Death;
import jp.yagura.shared.wire.UpMessage.Status;

/// How this box introduces itself, says how it is, and takes leave. The agent knows; the uplink
/// only asks.
public interface Presence {
  /// @param bearer what the present line runs over
  Birth birth(Instant connectedAt, String bearer);

  /// @param waiting what is not under way
  Status status(Waiting waiting);

  Death death(Instant connectedAt);

  /// Somebody at headquarters wishes to see what it looks like now.
  void takePicture(TakePicture wish);
}
