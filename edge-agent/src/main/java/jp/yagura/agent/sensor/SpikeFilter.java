package jp.yagura.agent.sensor;

import java.util.ArrayDeque;
import java.util.Deque;
import jp.yagura.agent.site.SpikeConfig;

/// Tells a spike (a bird, a branch, a bad echo) from a flood: a value far from the median of the
/// last few is suspect. Suspect values enter the window too, so a real jump is believed once it has
/// lasted for half a window.
final class SpikeFilter {
  private final SpikeConfig config;
  private final Deque<Long> window = new ArrayDeque<>();

  SpikeFilter(SpikeConfig config) {
    this.config = config;
  }

  boolean suspects(long value) {
    boolean suspect = !window.isEmpty() && distance(value, median()) > config.maxJump();
    window.addLast(value);
    if (window.size() > config.window()) {
      window.removeFirst();
    }
    return suspect;
  }

  private long median() {
    long[] sorted = window.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  // Saturates: the distance of two extreme values does not fit a long.
  private static long distance(long a, long b) {
    long difference = a - b;
    boolean overflowed = ((a ^ b) & (a ^ difference)) < 0;
    return overflowed || difference == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(difference);
  }
}
