package jp.yagura.command.telemetry.watch;

import java.time.Instant;
import jp.yagura.command.site.Sensor;
import jp.yagura.command.site.Site;
import jp.yagura.shared.wire.Dating;
import jp.yagura.shared.wire.Reading;

/**
 * A reading that is being stored for the first time.
 *
 * @param epoch whose number {@code seq} is
 * @param dating how far its time can be trusted
 */
public record NewReading(
    Site site,
    Sensor sensor,
    long epoch,
    long seq,
    Reading reading,
    Dating dating,
    Instant receivedAt) {}
