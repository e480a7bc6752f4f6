/// The agent itself as something to be measured: its process, its site file, and what it has
/// measured against what the command center has stored.
@NullMarked
package jp.yagura.simulators.bench.agent;

import org.jspecify.annotations.NullMarked;
