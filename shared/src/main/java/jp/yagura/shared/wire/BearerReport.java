package jp.yagura.shared.wire;

import java.time.Duration;
import java.util.Optional;

/// One way out of a tower (回線) as the tower tells of it.
///
/// @param today bytes of IP packets of this day (JST), both ways, counted and in part estimated
/// @param month the same of this month
/// @param budget what it may cost
/// @param rtt the round trip as measured last
/// @param priceSen hundredths of a yen per megabyte
public record BearerReport(
    String name,
    State state,
    long today,
    long month,
    Budget budget,
    Optional<Duration> rtt,
    Optional<Integer> priceSen) {

  /// 使用中, 待機中, 不通, 休止 (it works, and is not trusted or not afforded now).
  public enum State {
    IN_USE,
    READY,
    DOWN,
    RESTING
  }

  /// Bytes; 0 where nobody counts.
  public record Budget(long daily, long monthly) {
    public static final Budget NONE = new Budget(0, 0);

    public Budget {
      Check.notNegative("daily budget", daily);
      Check.notNegative("monthly budget", monthly);
    }
  }

  private static final int MOST = Integer.MAX_VALUE - 1;

  public BearerReport {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a bearer needs a name");
    }
    Check.text("bearer", name, 32);
    Check.notNegative("bytes of today", today);
    Check.notNegative("bytes of the month", month);
    rtt =
        rtt.map(
            time ->
                Duration.ofMillis(
                    Check.between("rtt", 0, MOST, (int) Math.min(time.toMillis(), MOST))));
    priceSen.ifPresent(price -> Check.between("price", 0, MOST, price));
  }
}
