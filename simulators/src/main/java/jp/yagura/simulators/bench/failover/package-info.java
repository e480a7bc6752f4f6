/// The fail-over benchmark: how long nobody hears of a tower whose road has just died.
@NullMarked
package jp.yagura.simulators.bench.failover;

import org.jspecify.annotations.NullMarked;
