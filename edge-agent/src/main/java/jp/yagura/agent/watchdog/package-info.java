/// What keeps the hang of one part from being the end of the others. An [Errand] is done in a
/// thread of its own and not waited for beyond a deadline; a [Pulse] tells whether a part still
/// comes round; the [Watchdog] looks at all pulses and tells systemd as long as recording lives.
///
/// What a part does, and how it is made anew, is not known here.
@NullMarked
package jp.yagura.agent.watchdog;

import org.jspecify.annotations.NullMarked;
