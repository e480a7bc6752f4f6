@NullMarked
package jp.yagura.simulators.play;

import org.jspecify.annotations.NullMarked;
