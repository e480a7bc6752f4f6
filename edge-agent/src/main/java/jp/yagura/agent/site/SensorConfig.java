package jp.yagura.agent.site;

import jp.yagura.shared.id.SensorId;

/// One sensor, how it is read, and what of that is believed.
///
/// @param label what it is called; its id where the site file does not say
/// @param unit of its values, such as mm or 0.1mm; empty where the site file does not say
public record SensorConfig(
    SensorId id, Label label, String unit, Plausibility plausibility, LevelDriverConfig driver) {

  public SensorConfig with(SpikeConfig spike) {
    return new SensorConfig(id, label, unit, plausibility.with(spike), driver);
  }
}
