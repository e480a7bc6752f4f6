/// Playing a scenario: every tower's story is told through a device of the fleet, on the clock that
/// all programs of the simulation share.
@NullMarked
package jp.yagura.simulators.play;

import org.jspecify.annotations.NullMarked;
