@NullMarked
package jp.yagura.simulators;

import org.jspecify.annotations.NullMarked;
