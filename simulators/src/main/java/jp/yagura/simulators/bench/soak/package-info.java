/// The soak benchmark: towers, lines, brokers and a command center under hours of trouble, and
/// whether every reading is stored once at the end.
@NullMarked
package jp.yagura.simulators.bench.soak;

import org.jspecify.annotations.NullMarked;
