@NullMarked
package jp.yagura.agent.onthespot;

import org.jspecify.annotations.NullMarked;
