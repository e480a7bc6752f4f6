package jp.yagura.simulators.fleet;

import java.util.Optional;
import jp.yagura.shared.power.OnBattery;
import jp.yagura.shared.power.PowerState;

/// How a device is fed at the moment.
///
/// @param onBattery while nothing charges its battery
public record Supply(
    PowerState state, int batteryMillivolts, int batteryPercent, Optional<OnBattery> onBattery) {
  /// On mains with a full 24 V battery behind it.
  public static final Supply MAINS = new Supply(PowerState.MAINS, 27_300, 100);

  /// Of a device that does not know how long it lasts.
  public Supply(PowerState state, int batteryMillivolts, int batteryPercent) {
    this(state, batteryMillivolts, batteryPercent, Optional.empty());
  }
}
