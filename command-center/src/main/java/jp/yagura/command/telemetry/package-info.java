/**
 * What the towers measure, from the broker to the console: {@code broker} (MQTT in and out), {@code
 * ingest} (bytes to rows, exactly once), {@code watch} (what the values mean). Here stand the
 * answers to questions about the past: charts and events.
 */
@NullMarked
package jp.yagura.command.telemetry;

import org.jspecify.annotations.NullMarked;
