package jp.yagura.agent.site;

import java.time.Instant;

/// How mains and battery are observed. One kind for now; drivers of real devices become further
/// permits.
public sealed interface PowerDriverConfig {

  /// An imagined supply.
  ///
  /// @param mains 1 while mains is there, 0 while it is not
  /// @param battery millivolts
  record Simulated(Instant startsAt, Timeline mains, Timeline battery)
      implements PowerDriverConfig {}
}
