package jp.yagura.command.site;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.yagura.shared.geo.LatLon;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.id.SiteAddress;

/**
 * A tower (子局) as it is registered.
 *
 * @param operation what its readings belong to: the everyday watch, or an exercise if it is
 *     simulated
 * @param cadence how often a reading of each sensor is expected
 */
public record Site(
    SiteAddress address,
    UUID operation,
    String name,
    String nameEn,
    String kana,
    LatLon place,
    Duration cadence,
    List<Sensor> sensors) {

  public Site {
    sensors = List.copyOf(sensors);
  }

  public String id() {
    return address.site().value();
  }

  public Optional<Sensor> sensor(SensorId id) {
    for (Sensor sensor : sensors) { // asked for every reading
      if (sensor.id().equals(id)) {
        return Optional.of(sensor);
      }
    }
    return Optional.empty();
  }
}
