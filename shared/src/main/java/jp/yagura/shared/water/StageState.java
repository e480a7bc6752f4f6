package jp.yagura.shared.water;

import java.util.List;
import java.util.Optional;

/// What the rule remembers of one gauge between two readings.
///
/// @param byLevel the stage the level has led to; empty before the first measured value (unknown is
///     not zero)
/// @param overflow whether flooding has been reported and not been cleared
/// @param held the stages that the newest readings could not leave, newest last; as many as the
///     rule asks for
public record StageState(Optional<WaterStage> byLevel, boolean overflow, List<WaterStage> held) {

  /// Before anything is known.
  public static final StageState UNKNOWN = new StageState(Optional.empty(), false, List.of());

  public StageState {
    held = List.copyOf(held);
    if (byLevel.isPresent() && byLevel.get() == WaterStage.OVERFLOW) {
      throw new IllegalArgumentException("a level never leads to stage 5; only a report does");
    }
  }

  /// What is shown and told. Empty while nothing is known.
  public Optional<WaterStage> stage() {
    return overflow ? Optional.of(WaterStage.OVERFLOW) : byLevel;
  }

  /// Flooding was seen (bank-top contact, a person, a telegram) or has been declared over.
  public StageState overflowReported(boolean flooding) {
    return new StageState(byLevel, flooding, held);
  }
}
