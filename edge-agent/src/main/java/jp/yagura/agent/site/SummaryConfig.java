package jp.yagura.agent.site;

import java.time.Duration;
import java.util.Map;
import jp.yagura.shared.id.SensorId;

/// What goes over a thin bearer in place of readings.
///
/// @param every the window that is summed up
/// @param change a value that differs by more than this from what was last told does not wait for
///     the end of the window, in the sensor's smallest unit
/// @param changes the same for single sensors
public record SummaryConfig(Duration every, long change, Map<SensorId, Long> changes) {

  /// A hundred: 10 cm of water, 10 mm of rain, 0.1 V.
  public static final SummaryConfig DEFAULT =
      new SummaryConfig(Duration.ofMinutes(10), 100, Map.of());

  public SummaryConfig {
    changes = Map.copyOf(changes);
  }

  public long changeOf(SensorId sensor) {
    return changes.getOrDefault(sensor, change);
  }
}
