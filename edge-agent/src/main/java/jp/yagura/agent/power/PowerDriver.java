package jp.yagura.agent.power;

import java.time.Instant;

/// Speaks to what feeds the box: a charger, a relay on mains, a battery monitor.
public interface PowerDriver {

  /// What is measured at one moment.
  record Supply(boolean mains, int batteryMillivolts) {}

  Supply measure(Instant now);
}
