@NullMarked
package jp.yagura.agent.summary;

import org.jspecify.annotations.NullMarked;
