/// What a tower and its command center say to one another: topics ([jp.yagura.shared.wire.Topic]),
/// messages ([jp.yagura.shared.wire.UpMessage], [jp.yagura.shared.wire.DownMessage]) and their
/// bytes ([jp.yagura.shared.wire.Wire]).
///
/// Promises: a message that can be built can be encoded and comes back equal; bytes that were cut,
/// changed or made up are refused as a value and never throw. The contract in the repository is
/// `wire.proto`; its generated classes stay inside this package. How messages travel (MQTT,
/// custody, retry) lives in the programs.
@NullMarked
package jp.yagura.shared.wire;

import org.jspecify.annotations.NullMarked;
