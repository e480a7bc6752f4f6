package jp.yagura.agent.uplink;

import java.util.function.LongConsumer;

/// Logs the 1st, 10th, 100th, … of a kind: a flood of nonsense must not fill the disk with lines
/// about it.
final class Burst {
  private long count;
  private long nextLogged = 1;

  synchronized void count(LongConsumer log) {
    count++;
    if (count == nextLogged) {
      log.accept(count);
      nextLogged *= 10;
    }
  }
}
