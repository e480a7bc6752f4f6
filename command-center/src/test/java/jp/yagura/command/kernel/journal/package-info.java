@NullMarked
package jp.yagura.command.kernel.journal;

import org.jspecify.annotations.NullMarked;
