@NullMarked
package jp.yagura.command.telemetry.broker;

import org.jspecify.annotations.NullMarked;
