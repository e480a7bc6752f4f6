package jp.yagura.agent;

import java.util.Optional;
import jp.yagura.agent.power.PowerDriver;
import jp.yagura.agent.power.SimulatedPowerDriver;
import jp.yagura.agent.sensor.Driver;
import jp.yagura.agent.sensor.SimulatedContact;
import jp.yagura.agent.sensor.SimulatedDriver;
import jp.yagura.agent.site.LevelDriverConfig;
import jp.yagura.agent.site.PowerDriverConfig;
import jp.yagura.agent.site.PowerPlanConfig;

/// Which driver serves which entry of the site file. A new kind of device is one more line here.
final class Drivers implements Devices {

  @Override
  public Driver sensor(LevelDriverConfig config) {
    return switch (config) {
      case LevelDriverConfig.Simulated simulated -> new SimulatedDriver(simulated);
    };
  }

  @Override
  public Driver contact(LevelDriverConfig config) {
    return switch (config) {
      case LevelDriverConfig.Simulated simulated -> new SimulatedContact(simulated);
    };
  }

  @Override
  public PowerDriver power(PowerDriverConfig config, Optional<PowerPlanConfig> plan) {
    return switch (config) {
      case PowerDriverConfig.Simulated simulated -> new SimulatedPowerDriver(simulated, plan);
    };
  }
}
