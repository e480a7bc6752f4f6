package jp.yagura.command.telemetry.watch;

import java.time.Instant;
import jp.yagura.command.site.Sensor;
import jp.yagura.command.site.Site;
import jp.yagura.shared.wire.Reading;

/** A reading that is being stored for the first time. */
public record NewReading(Site site, Sensor sensor, long seq, Reading reading, Instant receivedAt) {}
