/// The way up: connections over the bearers of this box, and custody of what is sent over them.
///
/// Two acknowledgements meet here and are never confused: the broker's PUBACK only makes room for
/// the next letter; the command center's durable acknowledgement, and nothing else, frees the
/// outbox. [Custody] is that rule without a network, [MqttLink] the network without the rule,
/// [Session] brings them together for one connection, [Uplink] runs all of them by the decisions of
/// [jp.yagura.agent.road.RoadChoice].
@NullMarked
package jp.yagura.agent.uplink;

import org.jspecify.annotations.NullMarked;
