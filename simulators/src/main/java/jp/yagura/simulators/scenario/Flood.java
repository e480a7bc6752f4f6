package jp.yagura.simulators.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jp.yagura.shared.water.WaterLevel;
import jp.yagura.shared.water.WaterThresholds;

/// How one tower's river rises: when it passes each of the official stages, and how high it comes
/// in the end. Times are the tower's own, so a tower further down the river has later ones.
///
/// @param base base flow as a part of the standby level (水防団待機水位)
public record Flood(
    double base,
    Duration standby,
    Duration caution,
    Duration evacuation,
    Duration danger,
    Crest crest) {
  /// @param over the crest as a part of the danger level (氾濫危険水位), above 1 when it is passed
  public record Crest(Duration at, double over) {}

  /// The same flood, later.
  Flood later(Duration lag) {
    return new Flood(
        base,
        standby.plus(lag),
        caution.plus(lag),
        evacuation.plus(lag),
        danger.plus(lag),
        new Crest(crest.at().plus(lag), crest.over()));
  }

  /// The hydrograph at a place with these thresholds; a stage that is not defined there has no
  /// mark.
  Hydrograph at(WaterThresholds thresholds, Duration recession, Duration loop) {
    var marks = new ArrayList<Hydrograph.Mark>();
    thresholds.standby().ifPresent(level -> marks.add(mark(standby, level)));
    thresholds.caution().ifPresent(level -> marks.add(mark(caution, level)));
    thresholds.evacuation().ifPresent(level -> marks.add(mark(evacuation, level)));
    thresholds.danger().ifPresent(level -> marks.add(mark(danger, level)));
    if (marks.isEmpty()) {
      throw new IllegalArgumentException("no threshold to rise through: " + thresholds);
    }
    int lowest = marks.getFirst().millimetres();
    int highest = marks.getLast().millimetres();
    marks.add(new Hydrograph.Mark(crest.at(), (int) Math.round(highest * crest.over())));
    return new Hydrograph((int) Math.round(lowest * base), List.copyOf(marks), recession, loop);
  }

  private static Hydrograph.Mark mark(Duration at, WaterLevel level) {
    return new Hydrograph.Mark(at, level.millimetres());
  }
}
