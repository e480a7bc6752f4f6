package jp.yagura.agent.site;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jp.yagura.shared.id.SiteAddress;

/// Everything one box needs to know of itself.
///
/// @param address which site of which municipality this is
/// @param data folder of the outbox; belongs to this agent alone
/// @param brokers in order of preference, at least one
/// @param powerPlan where the battery is known and what goes out of it is measured
/// @param overflow the contact on the bank's top (越水検知), where there is one
public record SiteConfig(
    SiteAddress address,
    Path data,
    List<BrokerConfig> brokers,
    CadenceConfig cadence,
    CustodyConfig custody,
    List<SensorConfig> sensors,
    PowerDriverConfig power,
    Optional<PowerPlanConfig> powerPlan,
    Optional<LevelDriverConfig> overflow,
    List<CameraConfig> cameras) {
  public SiteConfig {
    brokers = List.copyOf(brokers);
    sensors = List.copyOf(sensors);
    cameras = List.copyOf(cameras);
  }
}
