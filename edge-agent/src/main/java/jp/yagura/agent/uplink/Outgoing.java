package jp.yagura.agent.uplink;

import jp.yagura.agent.outbox.Letter;

/// A letter that goes now.
///
/// @param tellsStatus whether a status rides along
/// @param ackCanWait whether it asks for no ack of its own
record Outgoing(Letter letter, boolean tellsStatus, boolean ackCanWait) {}
