package jp.yagura.simulators.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import jp.yagura.shared.id.SiteId;

/// A disaster as data: one storm, and what each tower goes through. All times are scenario times,
/// written for a rise of `rise`; played with another rise, everything is stretched alike.
///
/// @param rise from the start until the last tower has passed its danger level
/// @param loop from the start until everything begins again
/// @param recession how slowly the rivers fall
/// @param towers by site id
/// @param others what towers not named here go through, each with a lag of its own up to
///     `othersLagUpTo`
public record Scenario(
    String name,
    String title,
    String titleEn,
    Duration rise,
    Duration loop,
    Duration recession,
    Storm storm,
    Map<String, TowerScript> towers,
    Flood others,
    Duration othersLagUpTo) {
  public Scenario {
    towers = Map.copyOf(towers);
  }

  /// The clock of this scenario when it starts then and the rivers shall rise within that time.
  public ScenarioClock clock(Instant startsAt, Duration wantedRise) {
    return new ScenarioClock(startsAt, (double) wantedRise.toMillis() / rise.toMillis(), loop);
  }

  TowerScript scriptOf(SiteId site, Noise noise) {
    return Optional.ofNullable(towers.get(site.value()))
        .orElseGet(
            () -> {
              long lag = (long) (othersLagUpTo.toMillis() * noise.of(site.value()).unit(0));
              return TowerScript.onlyFlooded(others, Duration.ofMillis(lag));
            });
  }
}
