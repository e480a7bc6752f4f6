package jp.yagura.agent.uplink;

import java.util.Optional;
import jp.yagura.shared.wire.CommandAction;
import jp.yagura.shared.wire.DownMessage.Order;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.UpMessage;

/// Who judges and does what headquarters orders. The uplink only carries: orders in, answers out.
public interface Caretaker {

  /// A broker took our introduction.
  void lineIsUp();

  void lineBroke();

  /// @param payload as it came: what a signature is made over
  /// @return what is asked of the uplink itself
  Optional<CommandAction> take(Topic topic, Order order, byte[] payload);

  /// Something meant for another site came here.
  void foreign();

  /// The next thing to tell; the same until it is [#told].
  ///
  /// @param idle whether nothing of more worth waits: only then a log may go
  Optional<UpMessage> next(boolean idle);

  /// A broker has it.
  void told(UpMessage message);

  /// Whether to connect anew, because there is a new identity to show.
  boolean wantsAnotherLine();
}
