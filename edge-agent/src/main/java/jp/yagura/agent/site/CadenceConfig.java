package jp.yagura.agent.site;

import java.time.Duration;

/// How often the box measures, sends what it has measured, and tells how it is.
public record CadenceConfig(Duration sample, Duration send, Duration status) {

  /// Nothing takes longer than this, or nobody would know whether the box is still there.
  public static final Duration LONGEST = Duration.ofDays(1);

  CadenceConfig slowedDown(int times) {
    return new CadenceConfig(
        slowedDown(sample, times), slowedDown(send, times), slowedDown(status, times));
  }

  /// The longest that whoever listens has to wait for a new reading: the box may just have sent
  /// when it measures.
  public Duration speaksEvery() {
    return sample.compareTo(send) > 0 ? sample : send;
  }

  private static Duration slowedDown(Duration pace, int times) {
    Duration slow = pace.multipliedBy(times);
    return slow.compareTo(LONGEST) > 0 ? LONGEST : slow;
  }
}
