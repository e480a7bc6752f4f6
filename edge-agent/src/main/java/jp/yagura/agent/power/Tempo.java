package jp.yagura.agent.power;

import java.time.Duration;
import java.util.Optional;
import jp.yagura.agent.site.CadenceConfig;
import jp.yagura.agent.site.PowerPlanConfig;
import jp.yagura.agent.site.PowerPlanConfig.Slower;
import jp.yagura.shared.power.PowerState;

/// How fast the box works, fed as it is.
public record Tempo(CadenceConfig normal, Optional<Slower> slower) {

  public static Tempo of(CadenceConfig normal, Optional<PowerPlanConfig> plan) {
    return new Tempo(normal, plan.map(PowerPlanConfig::slower));
  }

  public CadenceConfig in(PowerState state) {
    return switch (state) {
      case MAINS, BATTERY -> normal;
      case SAVING -> slower.map(Slower::saving).map(normal::orSlower).orElse(normal);
      case SURVIVAL, DOWN -> slower.map(Slower::survival).map(normal::orSlower).orElse(normal);
    };
  }

  /// What the command center has to be told of it, or it would think a box silent that only saves.
  public Optional<Duration> slowerThanUsual(PowerState state) {
    Duration now = in(state).speaksEvery();
    return now.compareTo(normal.speaksEvery()) > 0 ? Optional.of(now) : Optional.empty();
  }
}
