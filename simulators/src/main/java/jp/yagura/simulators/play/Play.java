package jp.yagura.simulators.play;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jp.yagura.simulators.fleet.DeviceNature;
import jp.yagura.simulators.fleet.Fleet;
import jp.yagura.simulators.plan.FleetPlan;
import jp.yagura.simulators.scenario.Scenario;
import jp.yagura.simulators.scenario.TowerStory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A scenario being played by a fleet, until it is closed. The fleet stays.
public final class Play implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Play.class);
  private static final long LONGEST_LOOK_MILLIS = 250;
  private static final String SOFTWARE = "yagura-simulator 0.1.0";

  private final List<Actor> actors;
  private final InstantSource clock;
  private final ScheduledExecutorService stage;

  private Play(List<Actor> actors, InstantSource clock) {
    this.actors = actors;
    this.clock = clock;
    stage =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("stage").factory());
  }

  /// Adds the devices of the plan to the fleet, has them connect, and begins.
  public static Play of(FleetPlan plan, Scenario scenario, Fleet fleet, InstantSource clock) {
    var scenarioClock = scenario.clock(plan.startsAt(), plan.rise());
    var actors =
        plan.devices().stream()
            .map(
                tower -> {
                  var story =
                      new TowerStory(
                          scenario, scenarioClock, plan.seed(), tower.site(), tower.thresholds());
                  var sensors = tower.sensors().stream().map(FleetPlan.Sensor::id).toList();
                  var device =
                      fleet.add(
                          plan.broker(),
                          tower.identity(plan.municipality()),
                          new DeviceNature(SOFTWARE, sensors));
                  return new Actor(
                      story, tower, device, plan.startsAt(), plan.cadence(), plan.status());
                })
            .toList();
    var play = new Play(actors, clock);
    // several looks within a cadence, so that no beat and no alarm waits for long
    long look = Math.clamp(plan.cadence().toMillis() / 8, 1, LONGEST_LOOK_MILLIS);
    var unused = play.stage.scheduleAtFixedRate(play::look, 0, look, TimeUnit.MILLISECONDS);
    return play;
  }

  private void look() {
    var now = clock.instant();
    for (var actor : actors) {
      try {
        actor.look(now);
      } catch (RuntimeException e) {
        // the stage would stop for everybody, silently
        log.error("a tower has lost its text", e);
      }
    }
  }

  @Override
  public void close() {
    stage.shutdownNow();
  }
}
