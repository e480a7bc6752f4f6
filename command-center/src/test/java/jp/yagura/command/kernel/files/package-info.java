@NullMarked
package jp.yagura.command.kernel.files;

import org.jspecify.annotations.NullMarked;
