@NullMarked
package jp.yagura.simulators.fleet;

import org.jspecify.annotations.NullMarked;
