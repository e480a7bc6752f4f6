package jp.yagura.agent.power;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import jp.yagura.agent.site.PowerDriverConfig;
import jp.yagura.agent.site.PowerPlanConfig;

/// An imagined supply that follows its two timelines; what flows follows from what the box does.
public final class SimulatedPowerDriver implements PowerDriver {
  private static final double CELSIUS = 10;

  private final PowerDriverConfig.Simulated config;
  private final Optional<PowerPlanConfig> plan;

  /// @param plan tells what the box takes, and so what flows
  public SimulatedPowerDriver(PowerDriverConfig.Simulated config, Optional<PowerPlanConfig> plan) {
    this.config = config;
    this.plan = plan;
  }

  @Override
  public Supply measure(Instant now, PowerMode mode) {
    Duration sinceStart = Duration.between(config.startsAt(), now);
    boolean mains = config.mains().steppedAt(sinceStart) != 0;
    int millivolts = Math.toIntExact(config.battery().interpolatedAt(sinceStart));
    Optional<Flow> flow =
        plan.map(p -> new Flow(mains ? 0 : milliamperes(p, mode, millivolts), CELSIUS));
    return new Supply(mains, millivolts, flow);
  }

  private static int milliamperes(PowerPlanConfig plan, PowerMode mode, int millivolts) {
    double watts =
        switch (mode) {
          case NORMAL -> plan.watts().normal();
          case SAVING -> plan.watts().saving();
          case SURVIVAL -> plan.watts().survival();
        };
    return (int) Math.round(watts * 1_000_000 / Math.max(1, millivolts));
  }
}
