/// Tests of the whole: the programs as they are started in real life, real brokers, a real
/// PostgreSQL, a real browser. They know the other modules only by what these print, listen on and
/// store.
@NullMarked
package jp.yagura.simulators.system;

import org.jspecify.annotations.NullMarked;
