package jp.yagura.command.telemetry.watch;

import java.time.Duration;
import java.time.Instant;
import jp.yagura.command.site.Sensor;
import jp.yagura.command.site.Site;
import jp.yagura.shared.wire.Quality;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SensorSummary;

/**
 * A window of one sensor in summary (要約): how it stands for now, until the readings themselves
 * come.
 */
public record NewSummary(
    Site site,
    Sensor sensor,
    Instant beginsAt,
    Duration span,
    SensorSummary values,
    Instant receivedAt) {

  /** What it says of now. */
  Reading last() {
    return new Reading(
        sensor.id(),
        values.lastAt(),
        values.last(),
        values.lastSuspect() ? Quality.SUSPECT : Quality.NORMAL);
  }
}
