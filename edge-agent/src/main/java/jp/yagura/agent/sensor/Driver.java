package jp.yagura.agent.sensor;

import java.time.Instant;

/// Speaks to one device. Implementations are called by one thread at a time.
public interface Driver {

  /// What the device measures at `now`, in its sensor's smallest unit.
  ///
  /// @throws DriverFault if the device does not answer or answers nonsense
  long measure(Instant now) throws DriverFault;
}
