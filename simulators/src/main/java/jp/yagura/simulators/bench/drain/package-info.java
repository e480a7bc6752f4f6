/// The drain benchmark: three days of backlog over a narrow satellite line, and what becomes of
/// alarms meanwhile.
@NullMarked
package jp.yagura.simulators.bench.drain;

import org.jspecify.annotations.NullMarked;
