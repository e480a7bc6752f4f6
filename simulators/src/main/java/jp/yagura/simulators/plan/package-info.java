/// The files that let several programs play in one simulation: the registry that the command center
/// imports, the site file of the one real agent, and the fleet's own file. [Preparation] writes
/// them; [FleetPlan] is read back by the fleet.
@NullMarked
package jp.yagura.simulators.plan;

import org.jspecify.annotations.NullMarked;
