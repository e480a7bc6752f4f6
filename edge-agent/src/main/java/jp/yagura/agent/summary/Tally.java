package jp.yagura.agent.summary;

import java.math.BigInteger;
import java.time.Instant;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.Quality;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SensorSummary;

/// One sensor in one window.
final class Tally {
  private long count;
  private BigInteger total = BigInteger.ZERO;
  private long least = Long.MAX_VALUE;
  private long most = Long.MIN_VALUE;
  private long last;
  private Instant lastAt = Instant.MIN;
  private boolean lastSuspect;

  void add(Reading reading) {
    count++;
    total = total.add(BigInteger.valueOf(reading.value()));
    least = Math.min(least, reading.value());
    most = Math.max(most, reading.value());
    if (!reading.observedAt().isBefore(lastAt)) {
      last = reading.value();
      lastAt = reading.observedAt();
      lastSuspect = reading.quality() == Quality.SUSPECT;
    }
  }

  long count() {
    return count;
  }

  SensorSummary of(SensorId sensor) {
    return new SensorSummary(sensor, count, least, mean(), most, last, lastAt, lastSuspect);
  }

  /// Rounded half up.
  private long mean() {
    BigInteger n = BigInteger.valueOf(count);
    BigInteger[] twice = total.shiftLeft(1).add(n).divideAndRemainder(n.shiftLeft(1));
    long rounded = twice[0].longValueExact() - (twice[1].signum() < 0 ? 1 : 0);
    return Math.clamp(rounded, least, most);
  }
}
