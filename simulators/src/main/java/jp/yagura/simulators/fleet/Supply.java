package jp.yagura.simulators.fleet;

import jp.yagura.shared.power.PowerState;

/// How a device is fed at the moment.
public record Supply(PowerState state, int batteryMillivolts, int batteryPercent) {
  /// On mains with a full 24 V battery behind it.
  public static final Supply MAINS = new Supply(PowerState.MAINS, 27_300, 100);
}
