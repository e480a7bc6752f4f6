package jp.yagura.simulators.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The water level at one place through one flood: base flow, a rising limb that passes each
/// threshold at a stated time, the crest, and a slow recession (the falling limb of a gamma-shaped
/// unit hydrograph), back at base flow when the scenario begins again.
public final class Hydrograph {
  /// At this time the water stands this high.
  public record Mark(Duration at, int millimetres) {}

  /// The last part of a loop leads the tail of the recession, which never quite ends, down to base
  /// flow.
  private static final double SETTLING = 0.8;

  private final int base;
  private final Mark crest;
  private final MonotoneCurve rising;
  private final double recessionSeconds;
  private final double loopSeconds;

  /// @param rise marks in order of time and height; the last one is the crest
  /// @param recession how slowly the water falls: after about twice this time half of the flood is
  ///     gone
  public Hydrograph(int baseMillimetres, List<Mark> rise, Duration recession, Duration loop) {
    base = baseMillimetres;
    crest = rise.getLast();
    recessionSeconds = seconds(recession);
    loopSeconds = seconds(loop);
    if (seconds(crest.at()) >= SETTLING * loopSeconds) {
      throw new IllegalArgumentException(
          "the crest at " + crest.at() + " leaves no time to recede in " + loop);
    }
    var points = new ArrayList<MonotoneCurve.Point>();
    points.add(new MonotoneCurve.Point(0, baseMillimetres));
    int below = baseMillimetres;
    for (var mark : rise) {
      if (mark.millimetres() <= below) {
        throw new IllegalArgumentException(
            "a rising limb rises: " + mark + " after " + below + " mm");
      }
      below = mark.millimetres();
      points.add(new MonotoneCurve.Point(seconds(mark.at()), mark.millimetres()));
    }
    rising = new MonotoneCurve(points);
  }

  /// The level without any noise, this long after the scenario began.
  public int millimetres(Duration sinceStart) {
    double t = seconds(sinceStart);
    return (int) Math.round(t <= seconds(crest.at()) ? rising.at(t) : receding(t));
  }

  private double receding(double t) {
    double x = 1 + (t - seconds(crest.at())) / recessionSeconds;
    double left = x * Math.exp(1 - x);
    double settling = Math.clamp((t / loopSeconds - SETTLING) / (1 - SETTLING), 0, 1);
    return base
        + (crest.millimetres() - base) * left * (1 - settling * settling * (3 - 2 * settling));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
