package jp.yagura.agent;

import java.util.Optional;
import jp.yagura.agent.power.PowerDriver;
import jp.yagura.agent.sensor.Driver;
import jp.yagura.agent.site.LevelDriverConfig;
import jp.yagura.agent.site.PowerDriverConfig;
import jp.yagura.agent.site.PowerPlanConfig;

/// What is wired to this box. None of it is trusted to answer, or to come back.
interface Devices {
  Driver sensor(LevelDriverConfig config);

  /// For what is open or closed rather than high or low.
  Driver contact(LevelDriverConfig config);

  PowerDriver power(PowerDriverConfig config, Optional<PowerPlanConfig> plan);
}
