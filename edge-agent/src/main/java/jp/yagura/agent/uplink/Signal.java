package jp.yagura.agent.uplink;

import jp.yagura.shared.wire.DownMessage;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage;

/// What a session is woken for.
sealed interface Signal {

  /// There is something urgent in the outbox, or it is time to stop.
  record Wake() implements Signal {}

  /// The broker has answered for a letter.
  record Taken(Stream stream, SeqRange range) implements Signal {}

  /// The broker has refused a letter.
  record Refused(Stream stream, SeqRange range) implements Signal {}

  /// @param payload as it came: what a signature is made over
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Said(DownMessage message, byte[] payload) implements Signal {}

  /// The broker has taken something that is not in custody.
  record Told(UpMessage message) implements Signal {}

  record Lost(String why) implements Signal {}
}
