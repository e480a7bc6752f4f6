package jp.yagura.agent.site;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jp.yagura.shared.id.SiteAddress;

/// Everything one box needs to know of itself.
///
/// @param address which site of which municipality this is
/// @param data folder of the outbox; belongs to this agent alone
/// @param uplink how it reaches its command center
/// @param powerPlan where the battery is known and what goes out of it is measured
/// @param overflow the contact on the bank's top (越水検知), where there is one
/// @param label what people call it
/// @param page for whoever stands beside the box, where there is one
/// @param cameras that look at the river from here; none at most sites
public record SiteConfig(
    SiteAddress address,
    Path data,
    UplinkConfig uplink,
    CadenceConfig cadence,
    CustodyConfig custody,
    ClockConfig clock,
    List<SensorConfig> sensors,
    PowerDriverConfig power,
    Optional<PowerPlanConfig> powerPlan,
    Optional<LevelDriverConfig> overflow,
    Label label,
    Optional<LocalPageConfig> page,
    List<CameraConfig> cameras) {
  public SiteConfig {
    sensors = List.copyOf(sensors);
    cameras = List.copyOf(cameras);
  }

  /// The same at another pace, and with other ideas of what is a spike.
  public SiteConfig with(CadenceConfig otherCadence, List<SensorConfig> otherSensors) {
    return new SiteConfig(
        address,
        data,
        uplink,
        otherCadence,
        custody,
        clock,
        otherSensors,
        power,
        powerPlan,
        overflow,
        label,
        page,
        cameras);
  }
}
