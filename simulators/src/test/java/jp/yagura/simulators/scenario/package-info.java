@NullMarked
package jp.yagura.simulators.scenario;

import org.jspecify.annotations.NullMarked;
