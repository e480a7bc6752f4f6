@NullMarked
package jp.yagura.command.site;

import org.jspecify.annotations.NullMarked;
