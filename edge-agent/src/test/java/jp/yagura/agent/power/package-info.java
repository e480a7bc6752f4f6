@NullMarked
package jp.yagura.agent.power;

import org.jspecify.annotations.NullMarked;
