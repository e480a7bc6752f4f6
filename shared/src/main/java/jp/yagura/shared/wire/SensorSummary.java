package jp.yagura.shared.wire;

import java.time.Instant;
import jp.yagura.shared.id.SensorId;

/// One sensor over one window, in its smallest unit. Missing readings are not counted.
///
/// @param mean rounded
/// @param last the newest value, and `lastAt` when it was observed
/// @param lastSuspect whether the newest value is to be doubted
public record SensorSummary(
    SensorId sensor,
    long count,
    long least,
    long mean,
    long most,
    long last,
    Instant lastAt,
    boolean lastSuspect) {
  public SensorSummary {
    if (count < 1) {
      throw new IllegalArgumentException("a summary of nothing");
    }
    if (mean < least || most < mean || last < least || most < last) {
      throw new IllegalArgumentException(
          "mean %d and last %d must lie from %d to %d".formatted(mean, last, least, most));
    }
    lastAt = Check.millis(lastAt);
  }
}
