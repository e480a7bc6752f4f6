@NullMarked
package jp.yagura.simulators.link;

import org.jspecify.annotations.NullMarked;
