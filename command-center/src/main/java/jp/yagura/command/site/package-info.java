/**
 * The towers (子局): where they stand, what is bolted to them, at which levels their stages begin,
 * and whom the broker lets in. What they measure is {@code telemetry}'s.
 */
@NullMarked
package jp.yagura.command.site;

import org.jspecify.annotations.NullMarked;
