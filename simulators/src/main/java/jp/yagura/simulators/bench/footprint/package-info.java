/// What the agent costs a small board: memory, time to its first reading, bytes on the card; beside
/// a bare loop that does the least and Node-RED that does nothing.
@NullMarked
package jp.yagura.simulators.bench.footprint;

import org.jspecify.annotations.NullMarked;
