package jp.yagura.agent.uplink;

import jp.yagura.shared.wire.DownMessage;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.UpMessage.Summary;

/// What the uplink is woken for.
sealed interface Signal {

  /// There is something urgent in the outbox, or it is time to stop.
  record Wake() implements Signal {}

  /// What happened on one connection.
  sealed interface OfSession extends Signal {
    Session session();
  }

  record Connected(Session session, MqttLink link) implements OfSession {}

  /// The connection could not be made, or is gone.
  record Ended(Session session, String why) implements OfSession {}

  /// The broker has answered for a letter.
  record Taken(Session session, Stream stream, SeqRange range) implements OfSession {}

  /// The broker has refused a letter.
  record Refused(Session session, Stream stream, SeqRange range) implements OfSession {}

  /// The broker has answered for a summary, or refused it.
  record SummaryAnswered(Session session, Summary summary, boolean taken) implements OfSession {}

  /// The broker has answered something that had no other purpose.
  record Answered(Session session) implements OfSession {}

  /// @param payload as it came: what a signature is made over
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Said(Session session, DownMessage message, byte[] payload) implements OfSession {}

  /// The broker has taken something of care, or refused it.
  record CareAnswered(Session session, UpMessage message, boolean taken) implements OfSession {}
}
