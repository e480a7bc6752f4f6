@NullMarked
package jp.yagura.agent.log;

import org.jspecify.annotations.NullMarked;
