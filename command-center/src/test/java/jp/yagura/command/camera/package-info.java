@NullMarked
package jp.yagura.command.camera;

import org.jspecify.annotations.NullMarked;
