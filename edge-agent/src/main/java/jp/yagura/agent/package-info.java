/// The tower box: senses, keeps and sends. This package puts the parts together and is the
/// program's front door.
///
/// A reading's way: a driver in `sensor` measures it, [Recorder] commits it to the `outbox`,
/// `uplink` carries it to a broker and frees it from the outbox only when the command center has
/// said that it is on its disk. `power` watches mains and battery, `site` is the site file as typed
/// values, `watchdog` keeps one part's hang from being the others', `onthespot` is the page for
/// whoever stands beside the box. What both sides speak lives in the module `shared`.
@NullMarked
package jp.yagura.agent;

import org.jspecify.annotations.NullMarked;
