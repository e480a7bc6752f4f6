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
    return longer(sample, send);
  }

  /// Of each pace the slower one: headquarters may have slowed a box down beyond its own plan.
  public CadenceConfig orSlower(CadenceConfig other) {
    return new CadenceConfig(
        longer(sample, other.sample), longer(send, other.send), longer(status, other.status));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration slowedDown(Duration pace, int times) {
    Duration slow = pace.multipliedBy(times);
    return slow.compareTo(LONGEST) > 0 ? LONGEST : slow;
  }
}
