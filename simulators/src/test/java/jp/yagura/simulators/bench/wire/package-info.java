@NullMarked
package jp.yagura.simulators.bench.wire;

import org.jspecify.annotations.NullMarked;
