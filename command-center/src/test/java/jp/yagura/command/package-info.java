@NullMarked
package jp.yagura.command;

import org.jspecify.annotations.NullMarked;
