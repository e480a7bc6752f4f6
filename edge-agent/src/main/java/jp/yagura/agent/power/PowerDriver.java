package jp.yagura.agent.power;

import java.time.Instant;
import java.util.Optional;

/// Speaks to what feeds the box: a charger, a relay on mains, a battery monitor.
public interface PowerDriver {

  /// What is measured at one moment.
  ///
  /// @param flow what goes out of the battery and how warm it is, where that is measured
  record Supply(boolean mains, int batteryMillivolts, Optional<Flow> flow) {

    public Supply(boolean mains, int batteryMillivolts) {
      this(mains, batteryMillivolts, Optional.empty());
    }
  }

  /// @param milliamperes out of the battery; negative while it is charged
  record Flow(int milliamperes, double celsius) {}

  /// @param mode what the box is doing, which is what it takes
  Supply measure(Instant now, PowerMode mode);
}
