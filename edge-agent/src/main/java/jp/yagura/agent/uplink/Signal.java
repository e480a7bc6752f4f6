package jp.yagura.agent.uplink;

import jp.yagura.shared.wire.DownMessage;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;

/// What a session is woken for.
sealed interface Signal {

  /// There is something urgent in the outbox, or it is time to stop.
  record Wake() implements Signal {}

  /// The broker has answered for a letter.
  record Taken(Stream stream, SeqRange range) implements Signal {}

  /// The broker has refused a letter.
  record Refused(Stream stream, SeqRange range) implements Signal {}

  record Said(DownMessage message) implements Signal {}

  record Lost(String why) implements Signal {}
}
