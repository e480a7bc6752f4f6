@NullMarked
package jp.yagura.command.telemetry.ingest;

import org.jspecify.annotations.NullMarked;
