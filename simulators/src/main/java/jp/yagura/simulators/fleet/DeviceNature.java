package jp.yagura.simulators.fleet;

import java.util.List;
import jp.yagura.shared.id.SensorId;

/// What a device says about itself at its birth.
public record DeviceNature(String software, List<SensorId> sensors) {
  public DeviceNature {
    sensors = List.copyOf(sensors);
  }
}
