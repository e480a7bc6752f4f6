@NullMarked
package jp.yagura.simulators.town;

import org.jspecify.annotations.NullMarked;
