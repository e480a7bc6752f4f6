/// How soon open pages hear of what was committed, when there are many of them and much happens,
/// and that they hear of everything.
@NullMarked
package jp.yagura.simulators.bench.live;

import org.jspecify.annotations.NullMarked;
