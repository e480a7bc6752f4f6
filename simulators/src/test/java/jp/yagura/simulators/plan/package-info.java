@NullMarked
package jp.yagura.simulators.plan;

import org.jspecify.annotations.NullMarked;
