@NullMarked
package jp.yagura.agent.watchdog;

import org.jspecify.annotations.NullMarked;
