package jp.yagura.simulators.town;

import java.util.Optional;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.water.WaterThresholds;

/// One sensor of a tower.
///
/// @param thresholds only where water is measured
public record TowerSensor(
    SensorId id,
    SensorKind kind,
    String name,
    String nameEn,
    Optional<WaterThresholds> thresholds) {}
