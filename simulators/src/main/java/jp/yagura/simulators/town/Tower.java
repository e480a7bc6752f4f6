package jp.yagura.simulators.town;

import java.util.List;
import java.util.Optional;
import jp.yagura.hardware.SitedSensor;
import jp.yagura.shared.geo.LatLon;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.water.WaterThresholds;

/// A radio mast (防災行政無線 子局) with what it measures.
public record Tower(
    SiteId id, String name, String nameEn, String kana, LatLon place, List<SitedSensor> sensors) {
  public Tower {
    sensors = List.copyOf(sensors);
  }

  /// Of its water gauge, where it has one.
  public Optional<WaterThresholds> thresholds() {
    return sensors.stream().flatMap(sensor -> sensor.thresholds().stream()).findFirst();
  }
}
