/// Mains and battery: what feeds the box, how full the battery is, and the alarm when mains fails.
///
/// [PowerMonitor] tells each change once, even across restarts. Where the battery is known and what
/// goes out of it is measured, [Endurance] keeps count of it, says how long it lasts, with a span
/// that is honest, and chooses the [PowerMode] that keeps the promise of the site. What a mode
/// switches off is not decided here: today it is told, and a driver of a simulated supply takes
/// less.
@NullMarked
package jp.yagura.agent.power;

import org.jspecify.annotations.NullMarked;
