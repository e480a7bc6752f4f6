package jp.yagura.agent.site;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A way out of this box (回線): lan, lte, satellite.
///
/// @param source local address, or name of the interface, that its connections are bound to
/// @param brokers those that are reached by it, best first
/// @param priceSen hundredths of a yen per megabyte
/// @param keepAlive how long the line may be silent before it is probed; short finds a dead line,
///     long saves bytes
/// @param ackEvery how long readings may go without asking the command center for an ack; zero asks
///     with each message, long saves bytes
/// @param rtt the round trip to expect before one has been measured
/// @param dailyBudget bytes; 0 where nobody counts, and so is the monthly one
/// @param thin readings go in summary, and one by one only when they are asked for
public record BearerConfig(
    String name,
    Optional<String> source,
    List<BrokerConfig> brokers,
    Optional<Integer> priceSen,
    Duration keepAlive,
    Duration ackEvery,
    Duration rtt,
    long dailyBudget,
    long monthlyBudget,
    boolean thin) {
  public BearerConfig {
    brokers = List.copyOf(brokers);
  }

  public boolean hasBudget() {
    return dailyBudget > 0 || monthlyBudget > 0;
  }

  /// Each byte on it is thought about.
  public boolean isDear() {
    return thin || hasBudget() || !ackEvery.isZero();
  }
}
