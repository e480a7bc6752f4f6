@NullMarked
package jp.yagura.command.kernel.live;

import org.jspecify.annotations.NullMarked;
