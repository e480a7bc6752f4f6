/// The outbox: the box's memory of all that the command center has not confirmed to have on disk.
///
/// [Outbox] promises: what [Outbox#append] has returned from survives a power cut; each stream is
/// numbered 1, 2, 3, … without a gap and no number is ever given twice; nothing is deleted but by a
/// durable acknowledgement. It knows nothing of networks: which letters are under way is the
/// uplink's knowledge, and is handed in.
@NullMarked
package jp.yagura.agent.outbox;

import org.jspecify.annotations.NullMarked;
