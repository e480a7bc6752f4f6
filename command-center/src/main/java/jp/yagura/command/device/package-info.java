/**
 * The boxes on the towers as machines: the small certification authority, enrolment by one-time
 * code, revocation, signed orders, remote settings, logs. What the towers measure and how they are
 * is {@code telemetry}'s; how bytes reach them is the brokers' there, see {@link
 * jp.yagura.command.device.OrderRoad}.
 */
@NullMarked
package jp.yagura.command.device;

import org.jspecify.annotations.NullMarked;
