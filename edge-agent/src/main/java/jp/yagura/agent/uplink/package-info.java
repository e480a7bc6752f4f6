/// The way up: one connection at a time to the first broker that answers, and custody of what is
/// sent over it.
///
/// Two acknowledgements meet here and are never confused: the broker's PUBACK only makes room for
/// the next letter; the command center's durable acknowledgement, and nothing else, frees the
/// outbox. [Custody] is that rule without a network, [MqttLink] the network without the rule,
/// [Session] brings them together, [Uplink] keeps sessions coming.
@NullMarked
package jp.yagura.agent.uplink;

import org.jspecify.annotations.NullMarked;
