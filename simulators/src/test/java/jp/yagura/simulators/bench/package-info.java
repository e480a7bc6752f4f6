@NullMarked
package jp.yagura.simulators.bench;

import org.jspecify.annotations.NullMarked;
