/// Thousands of simulated devices in one process, speaking MQTT 5 with Netty's codec. [Fleet] is
/// the front door: it makes [FleetClient]s, and a [FleetWatcher] (usually a [FleetMeter]) sees what
/// they send and what comes back. Every device obeys the custody rule: what was not durably
/// acknowledged by the command center is kept and sent again, whatever the broker said. What a
/// device measures is not known here; `scenario` and `load` feed it.
@NullMarked
package jp.yagura.simulators.fleet;

import org.jspecify.annotations.NullMarked;
