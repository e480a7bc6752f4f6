package jp.yagura.command.device;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import jp.yagura.command.kernel.live.LiveItem;
import org.jspecify.annotations.Nullable;

/**
 * A box as the console's list is told of it. Anything about it that changes, changes {@code at}:
 * who shows more of it asks again.
 *
 * @param identity PASSWORD, CERTIFICATE, REVOKED or EXPIRED
 * @param wanted the newest version of its settings; 0: none was ever made
 * @param state of that version
 * @param refused orders it has refused since it started, by reason
 */
@Serdeable
record DeviceItem(
    String id,
    String identity,
    @Nullable Instant validUntil,
    @Nullable Instant codeUntil,
    @Nullable String software,
    @Nullable Instant bornAt,
    long inForce,
    long wanted,
    @Nullable String state,
    int openCommands,
    String refused,
    Instant at)
    implements LiveItem {}
