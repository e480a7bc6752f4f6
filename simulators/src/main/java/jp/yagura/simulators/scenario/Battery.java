package jp.yagura.simulators.scenario;

import java.time.Duration;
import java.util.List;

/// A 24 V lead battery behind a charger: it floats on mains, sags at once and then slowly when
/// mains is lost, and charges again afterwards.
public final class Battery {
  private static final int FLOATING = 27_300;
  private static final int FULL_AT_REST = 25_500;
  private static final int EMPTY_AT_REST = 22_800;

  private final List<Outage> outages;
  private final double rechargeSeconds;

  public Battery(List<Outage> outages, Duration recharge) {
    this.outages = List.copyOf(outages);
    this.rechargeSeconds = recharge.toMillis() / 1000.0;
  }

  public boolean mains(Duration sinceStart) {
    return outages.stream().noneMatch(outage -> outage.span().holds(sinceStart));
  }

  /// Between 0 and 1.
  public double charge(Duration sinceStart) {
    double charge = 1;
    for (var outage : outages) {
      double lasts = seconds(outage.to().minus(outage.from()));
      double into = seconds(sinceStart.minus(outage.from()));
      if (into < 0) {
        continue;
      }
      charge =
          into < lasts
              ? 1 - (1 - outage.drainsTo()) * into / lasts
              : 1 - (1 - outage.drainsTo()) * Math.exp(-(into - lasts) / rechargeSeconds);
    }
    return charge;
  }

  public int percent(Duration sinceStart) {
    return (int) Math.round(100 * charge(sinceStart));
  }

  public int millivolts(Duration sinceStart) {
    double charge = charge(sinceStart);
    double atRest = EMPTY_AT_REST + (FULL_AT_REST - EMPTY_AT_REST) * charge;
    // on mains the charger holds the voltage up, the less the emptier the battery
    return (int)
        Math.round(mains(sinceStart) ? atRest + (FLOATING - FULL_AT_REST) * charge : atRest);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
