package jp.yagura.command.telemetry.watch;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Optional;
import jp.yagura.command.kernel.live.LiveItem;
import jp.yagura.command.site.Sensor;
import jp.yagura.command.site.Site;
import jp.yagura.shared.water.RateOfRise;
import jp.yagura.shared.water.WaterStage;
import jp.yagura.shared.wire.Quality;
import org.jspecify.annotations.Nullable;

/**
 * The newest value of a sensor as the console is told of it.
 *
 * @param stage 0 to 5; absent when unknown or when the sensor has no stages
 * @param ratePer10min millimetres in ten minutes
 * @param summarySeconds present when it is the last value of a summary of so long a window
 */
@Serdeable
record LevelItem(
    String id,
    String site,
    String sensor,
    long version,
    @Nullable Long value,
    Quality quality,
    @Nullable Instant observedAt,
    @Nullable Instant receivedAt,
    @Nullable Integer stage,
    @Nullable Integer ratePer10min,
    @Nullable Long summarySeconds,
    Freshness freshness)
    implements LiveItem {

  static LevelItem of(
      Site site, Sensor sensor, Level level, boolean overflow, Freshness freshness) {
    boolean known = level.version() > 0;
    Optional<WaterStage> stage = level.stages().overflowReported(overflow).stage();
    return new LevelItem(
        site.id() + "/" + sensor.id(),
        site.id(),
        sensor.id().value(),
        level.version(),
        level.value().isPresent() ? level.value().getAsLong() : null,
        level.quality(),
        known ? level.observedAt() : null,
        known ? level.receivedAt() : null,
        sensor.thresholds().flatMap(_ -> stage).map(WaterStage::number).orElse(null),
        level.rate().map(RateOfRise::millimetresPer10Minutes).orElse(null),
        level.summaryOf().isZero() ? null : level.summaryOf().toSeconds(),
        freshness);
  }
}
