/// Benchmarks: what the product does, measured beside something else in the same run. A
/// [Benchmark] reports [Figure]s to a [Workbench]; a new one is one class and one line in
/// [Benchmarks]. The programs they measure are started as processes of their own, as in real life.
@NullMarked
package jp.yagura.simulators.bench;

import org.jspecify.annotations.NullMarked;
