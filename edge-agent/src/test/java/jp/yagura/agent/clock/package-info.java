@NullMarked
package jp.yagura.agent.clock;

import org.jspecify.annotations.NullMarked;
