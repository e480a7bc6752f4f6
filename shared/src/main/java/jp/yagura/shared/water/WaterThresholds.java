package jp.yagura.shared.water;

import java.util.Optional;

/// The levels at which a gauge's stages begin. Each may be absent: a station often has only some of
/// them. Those that are there rise from stage to stage.
///
/// @param hysteresisMillimetres how far below a threshold the water must be before it counts as
///     fallen
/// @param fallingReadings how many readings in a row must be that low before the stage falls
public record WaterThresholds(
    Optional<WaterLevel> standby,
    Optional<WaterLevel> caution,
    Optional<WaterLevel> evacuation,
    Optional<WaterLevel> danger,
    int hysteresisMillimetres,
    int fallingReadings) {

  public static final int DEFAULT_HYSTERESIS_MILLIMETRES = 50;
  public static final int DEFAULT_FALLING_READINGS = 2;
  private static final int MOST_FALLING_READINGS = 100;
  private static final int MOST_HYSTERESIS_MILLIMETRES = 10_000;

  public WaterThresholds {
    if (hysteresisMillimetres < 0 || hysteresisMillimetres > MOST_HYSTERESIS_MILLIMETRES) {
      throw new IllegalArgumentException(
          "hysteresis must be 0 to 10000 mm, not " + hysteresisMillimetres);
    }
    if (fallingReadings < 1 || fallingReadings > MOST_FALLING_READINGS) {
      throw new IllegalArgumentException(
          "falling readings must be 1 to 100, not " + fallingReadings);
    }
    rising(standby, caution, evacuation, danger);
  }

  /// No stage is defined: every level is stage 0 and only an overflow can change that.
  public static WaterThresholds none() {
    return new WaterThresholds(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        DEFAULT_HYSTERESIS_MILLIMETRES,
        DEFAULT_FALLING_READINGS);
  }

  /// All four, in millimetres, with the usual hysteresis.
  public static WaterThresholds ofMillimetres(
      int standby, int caution, int evacuation, int danger) {
    return new WaterThresholds(
        Optional.of(new WaterLevel(standby)),
        Optional.of(new WaterLevel(caution)),
        Optional.of(new WaterLevel(evacuation)),
        Optional.of(new WaterLevel(danger)),
        DEFAULT_HYSTERESIS_MILLIMETRES,
        DEFAULT_FALLING_READINGS);
  }

  /// Where that stage begins; empty if it is not defined here or is no level at all (NONE,
  /// OVERFLOW).
  public Optional<WaterLevel> at(WaterStage stage) {
    return switch (stage) {
      case STANDBY -> standby;
      case CAUTION -> caution;
      case EVACUATION_DECISION -> evacuation;
      case DANGER -> danger;
      case NONE, OVERFLOW -> Optional.empty();
    };
  }

  @SafeVarargs
  private static void rising(Optional<WaterLevel>... levels) {
    Optional<WaterLevel> last = Optional.empty();
    for (Optional<WaterLevel> level : levels) {
      if (level.isPresent()) {
        if (last.isPresent() && last.get().isAtLeast(level.get())) {
          throw new IllegalArgumentException(
              "thresholds must rise from stage to stage, but "
                  + last.get()
                  + " is followed by "
                  + level.get());
        }
        last = level;
      }
    }
  }
}
