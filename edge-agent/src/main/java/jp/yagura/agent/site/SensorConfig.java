package jp.yagura.agent.site;

import java.util.Optional;
import jp.yagura.shared.id.SensorId;

/// One sensor, and how it is read.
public record SensorConfig(SensorId id, Optional<SpikeConfig> spike, LevelDriverConfig driver) {}
