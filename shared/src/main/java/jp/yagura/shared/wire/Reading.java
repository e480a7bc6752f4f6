package jp.yagura.shared.wire;

import java.time.Instant;
import java.util.OptionalLong;
import jp.yagura.shared.id.SensorId;

/// One measured value, in the sensor's smallest unit (mm, mV, 0.1 mm of rain), at the millisecond
/// it was observed.
///
/// @param value 0 where [Quality#MISSING] says that there is none; use [#measured()]
public record Reading(SensorId sensor, Instant observedAt, long value, Quality quality) {
  public Reading {
    observedAt = Check.millis(observedAt);
    value = quality == Quality.MISSING ? 0 : value;
  }

  public static Reading normal(SensorId sensor, Instant observedAt, long value) {
    return new Reading(sensor, observedAt, value, Quality.NORMAL);
  }

  /// The sensor was asked and did not answer.
  public static Reading missing(SensorId sensor, Instant observedAt) {
    return new Reading(sensor, observedAt, 0, Quality.MISSING);
  }

  /// The value, if there is one.
  public OptionalLong measured() {
    return quality == Quality.MISSING ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
