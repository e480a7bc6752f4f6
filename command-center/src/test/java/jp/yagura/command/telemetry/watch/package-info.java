@NullMarked
package jp.yagura.command.telemetry.watch;

import org.jspecify.annotations.NullMarked;
