package jp.yagura.shared.water;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which stage holds, reading by reading. Rising is believed at once. Falling is believed when the
/// level has been below `threshold − hysteresis` for so many readings in a row, so that a wave at a
/// threshold does not ring the bell twice.
///
/// A missing value (欠測) is not given to the rule at all: what was known stays known, and its age
/// tells the rest.
public record StageRule(WaterThresholds thresholds) {
  private static final List<WaterStage> LEVEL_STAGES_FROM_ABOVE =
      List.of(
          WaterStage.DANGER,
          WaterStage.EVACUATION_DECISION,
          WaterStage.CAUTION,
          WaterStage.STANDBY);

  public StageState next(StageState before, WaterLevel level) {
    WaterStage reached = stageOf(level);
    List<WaterStage> held = remember(before.held(), highestNotBelow(level, hysteresis()));
    WaterStage now =
        before.byLevel().map(was -> higher(reached, fallen(was, held))).orElse(reached);
    return new StageState(Optional.of(now), before.overflow(), held);
  }

  /// The stage a level stands for on its own, without any history. Never OVERFLOW.
  public WaterStage stageOf(WaterLevel level) {
    return highestNotBelow(level, 0);
  }

  /// A stage is left when the last readings, all of them, were below it: so the highest of what
  /// they could not leave is where the stage falls to, at most.
  private WaterStage fallen(WaterStage was, List<WaterStage> held) {
    if (held.size() < thresholds.fallingReadings()) {
      return was;
    }
    WaterStage highest = held.stream().reduce(WaterStage.NONE, StageRule::higher);
    return highest.isAbove(was) ? was : highest;
  }

  private List<WaterStage> remember(List<WaterStage> held, WaterStage newest) {
    List<WaterStage> longer = new ArrayList<>(held);
    longer.add(newest);
    int tooMany = Math.max(0, longer.size() - thresholds.fallingReadings());
    return longer.subList(tooMany, longer.size());
  }

  private WaterStage highestNotBelow(WaterLevel level, int hysteresis) {
    for (WaterStage stage : LEVEL_STAGES_FROM_ABOVE) {
      Optional<WaterLevel> threshold = thresholds.at(stage);
      if (threshold.isPresent()
          && level.millimetres() >= (long) threshold.get().millimetres() - hysteresis) {
        return stage;
      }
    }
    return WaterStage.NONE;
  }

  private int hysteresis() {
    return thresholds.hysteresisMillimetres();
  }

  private static WaterStage higher(WaterStage a, WaterStage b) {
    return a.isAbove(b) ? a : b;
  }
}
