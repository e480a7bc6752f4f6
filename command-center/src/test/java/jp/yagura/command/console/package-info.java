@NullMarked
package jp.yagura.command.console;

import org.jspecify.annotations.NullMarked;
