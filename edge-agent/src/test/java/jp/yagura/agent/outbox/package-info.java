@NullMarked
package jp.yagura.agent.outbox;

import org.jspecify.annotations.NullMarked;
