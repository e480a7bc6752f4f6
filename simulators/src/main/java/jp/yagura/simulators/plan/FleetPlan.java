package jp.yagura.simulators.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.yagura.hardware.SensorKind;
import jp.yagura.hardware.SitedSensor;
import jp.yagura.shared.id.MunicipalityId;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.water.WaterThresholds;
import jp.yagura.shared.yaml.StrictYaml;
import jp.yagura.shared.yaml.YamlNode;
import jp.yagura.simulators.fleet.BrokerAddress;
import jp.yagura.simulators.fleet.DeviceIdentity;

/// What the simulated fleet needs to know: who its devices are, and the one clock and seed that it
/// shares with the real agent.
///
/// @param scenario its name or file
/// @param cadence how often each device measures
/// @param status how often each device says how it is
/// @param links that are to be opened in front of the broker, for the real agent
public record FleetPlan(
    String scenario,
    long seed,
    Instant startsAt,
    Duration rise,
    BrokerAddress broker,
    MunicipalityId municipality,
    Duration cadence,
    Duration status,
    Optional<LinkPlan> links,
    List<Device> devices) {
  /// Where the file lies in a folder of plans.
  public static final String FILE = "fleet.yaml";

  public FleetPlan {
    devices = List.copyOf(devices);
  }

  /// A device of the fleet.
  public record Device(
      SiteId site, String secret, List<Sensor> sensors, Optional<WaterThresholds> thresholds) {
    public Device {
      sensors = List.copyOf(sensors);
    }

    /// Who this device says it is.
    public DeviceIdentity identity(MunicipalityId municipality) {
      return DeviceIdentity.withSecret(new SiteAddress(municipality, site), secret);
    }
  }

  /// A sensor of a device.
  public record Sensor(SensorId id, SensorKind kind) {}

  /// Reads the fleet's file in that folder.
  public static FleetPlan in(Path folder) {
    return StrictYaml.read(folder.resolve(FILE), FleetPlan::from);
  }

  private static FleetPlan from(YamlNode file) {
    return new FleetPlan(
        file.text("scenario"),
        file.longInteger("seed"),
        file.instant("startsAt"),
        file.duration("rise"),
        file.text("broker", BrokerAddress::parse),
        file.text("municipality", MunicipalityId::new),
        file.duration("cadence"),
        file.duration("status"),
        file.optional("links", (node, key) -> node.child(key, LinkPlan::from)),
        file.list("devices", FleetPlan::device));
  }

  private static Device device(YamlNode line) {
    return new Device(
        line.text("site", SiteId::new),
        line.text("secret"),
        line.list("sensors", FleetPlan::sensor),
        line.optional("thresholds", (node, key) -> node.child(key, SitedSensor::thresholds)));
  }

  private static Sensor sensor(YamlNode line) {
    return new Sensor(line.text("id", SensorId::new), line.text("kind", SensorKind::valueOf));
  }
}
