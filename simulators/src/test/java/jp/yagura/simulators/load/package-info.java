@NullMarked
package jp.yagura.simulators.load;

import org.jspecify.annotations.NullMarked;
