@NullMarked
package jp.yagura.simulators.bench.live;

import org.jspecify.annotations.NullMarked;
