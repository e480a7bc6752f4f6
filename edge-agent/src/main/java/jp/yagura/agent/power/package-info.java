/// Mains and battery: what feeds the box, how full the battery is, and the alarm when mains fails.
///
/// [PowerMonitor] tells each change once, even across restarts. What to switch off to last longer
/// is not decided here.
@NullMarked
package jp.yagura.agent.power;

import org.jspecify.annotations.NullMarked;
