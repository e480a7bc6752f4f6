@NullMarked
package jp.yagura.agent.road;

import org.jspecify.annotations.NullMarked;
