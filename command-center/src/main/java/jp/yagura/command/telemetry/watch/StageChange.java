package jp.yagura.command.telemetry.watch;

import java.time.Instant;
import java.util.Optional;
import jp.yagura.command.site.Sensor;
import jp.yagura.command.site.Site;
import jp.yagura.shared.water.WaterLevel;
import jp.yagura.shared.water.WaterStage;

/**
 * A gauge has come to another stage.
 *
 * @param from empty if nothing was known before
 * @param at when the water stood there, which for back-filled data is long before we knew
 */
record StageChange(
    Site site,
    Sensor sensor,
    Optional<WaterStage> from,
    WaterStage to,
    WaterLevel level,
    Instant at,
    boolean late) {

  boolean isRise() {
    return to.isAbove(from.orElse(WaterStage.NONE));
  }

  /** The first value of a gauge in its normal state is no news. */
  boolean isNews() {
    return from.isPresent() || to != WaterStage.NONE;
  }
}
