package jp.yagura.agent.sensor;

import java.util.EnumMap;
import java.util.Map;
import jp.yagura.shared.id.SensorId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts what one sensor says wrongly, by reason, and logs the 1st, 10th, 100th, …: a sensor that
/// has gone mad must not fill the disk with lines about it.
final class Tally {
  private static final Logger log = LoggerFactory.getLogger(Tally.class);

  private final SensorId sensor;
  private final Map<Doubt, Long> counts = new EnumMap<>(Doubt.class);

  Tally(SensorId sensor) {
    this.sensor = sensor;
  }

  void count(Doubt doubt, String why) {
    long count = counts.merge(doubt, 1L, Long::sum);
    if (isPowerOfTen(count)) {
      log.warn("doubtful sensor={} reason={} times={} why=\"{}\"", sensor, doubt, count, why);
    }
  }

  Map<Doubt, Long> counts() {
    return Map.copyOf(counts);
  }

  private static boolean isPowerOfTen(long count) {
    long rest = count;
    while (rest % 10 == 0) {
      rest /= 10;
    }
    return rest == 1;
  }
}
