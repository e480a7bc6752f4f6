package jp.yagura.simulators.play;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.yagura.hardware.SensorKind;
import jp.yagura.shared.power.OnBattery;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.power.TimeLeft;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.Reading;
import jp.yagura.simulators.fleet.FleetClient;
import jp.yagura.simulators.fleet.Supply;
import jp.yagura.simulators.plan.FleetPlan;
import jp.yagura.simulators.scenario.Conditions;
import jp.yagura.simulators.scenario.TowerStory;

/// One tower of the play: looks at its story and lets its device measure, alarm, fall silent or
/// lose its link. Used by one thread.
final class Actor {
  /// The imagined battery of a tower, sparing as it is while the mains are gone.
  private static final Duration FULL_BATTERY_LASTS = Duration.ofHours(100);

  private final TowerStory story;
  private final List<FleetPlan.Sensor> sensors;
  private final FleetClient device;
  private final Rhythm measuring;
  private final Rhythm reporting;
  private PowerState lastPower = PowerState.MAINS;
  private boolean overflowing;
  private boolean linked = true;

  Actor(
      TowerStory story,
      FleetPlan.Device tower,
      FleetClient device,
      Instant startsAt,
      Duration cadence,
      Duration status) {
    this.story = story;
    this.sensors = tower.sensors();
    this.device = device;
    measuring = new Rhythm(startsAt, cadence);
    reporting = new Rhythm(startsAt, status);
  }

  /// To be called several times within a cadence.
  void look(Instant now) {
    var conditions = story.at(now);
    link(conditions.linked());
    if (conditions.silent()) {
      return;
    }
    events(conditions, now);
    measuring.beat(now).ifPresent(this::measure);
    reporting.beat(now).ifPresent(_ -> device.status(supply(conditions)));
  }

  private void measure(Instant beat) {
    var conditions = story.at(beat);
    // a beat may lie a moment back, and in the silence that has just ended
    if (!conditions.silent()) {
      device.offer(readings(conditions, beat));
    }
  }

  private void link(boolean now) {
    if (now != linked) {
      linked = now;
      if (now) {
        device.restoreLink();
      } else {
        device.cutLink();
      }
    }
  }

  private void events(Conditions conditions, Instant now) {
    if (conditions.power() != lastPower) {
      lastPower = conditions.power();
      device.powerChanged(now, supply(conditions));
    }
    if (conditions.overflowing() != overflowing) {
      overflowing = conditions.overflowing();
      device.alarm(AlarmKind.OVERFLOW, overflowing, now, Optional.empty(), overflowing ? 1 : 0);
    }
  }

  private static Supply supply(Conditions conditions) {
    return new Supply(
        conditions.power(),
        conditions.batteryMillivolts(),
        conditions.batteryPercent(),
        onBattery(conditions));
  }

  /// As a real tower reckons it, only simpler: what is left of a full battery's time.
  private static Optional<OnBattery> onBattery(Conditions conditions) {
    if (conditions.power() == PowerState.MAINS) {
      return Optional.empty();
    }
    Duration left = FULL_BATTERY_LASTS.multipliedBy(conditions.batteryPercent()).dividedBy(100);
    return Optional.of(
        OnBattery.lasting(
            new TimeLeft(
                left.multipliedBy(4).dividedBy(5), left, left.multipliedBy(5).dividedBy(4))));
  }

  private List<Reading> readings(Conditions conditions, Instant at) {
    return sensors.stream().flatMap(sensor -> reading(sensor, conditions, at)).toList();
  }

  private static Stream<Reading> reading(
      FleetPlan.Sensor sensor, Conditions conditions, Instant at) {
    return value(sensor.kind(), conditions)
        .map(value -> Reading.normal(sensor.id(), at, value))
        .stream();
  }

  private static Optional<Integer> value(SensorKind kind, Conditions conditions) {
    return switch (kind) {
      case WATER_LEVEL -> conditions.level().map(level -> level.millimetres());
      case RAIN -> Optional.of(conditions.rainTenths());
      case BATTERY_VOLTAGE -> Optional.of(conditions.batteryMillivolts());
      case TEMPERATURE -> Optional.of(conditions.airTenths());
    };
  }
}
