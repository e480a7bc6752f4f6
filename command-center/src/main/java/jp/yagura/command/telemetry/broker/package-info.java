/**
 * The brokers that telemetry comes through: the embedded one, and any external MQTT 5 brokers. To
 * the ingest each is an {@link jp.yagura.command.telemetry.broker.UplinkSource}: messages come in,
 * are acknowledged once they are on disk, and answers go out. Who may publish and subscribe what is
 * decided here; what the bytes mean is not known here.
 */
@NullMarked
package jp.yagura.command.telemetry.broker;

import org.jspecify.annotations.NullMarked;
