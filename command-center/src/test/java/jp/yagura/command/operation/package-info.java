@NullMarked
package jp.yagura.command.operation;

import org.jspecify.annotations.NullMarked;
