package jp.yagura.simulators.link;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Tells links what to be, as a timetable says, until it is closed. The links stay.
public final class Switchman implements AutoCloseable {
  private final Map<String, Link> links;
  private final Timetable timetable;
  private final SplittableRandom dice;
  private final Consumer<Timetable.Step> onStep;
  private final ScheduledExecutorService hand =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("switchman").factory());

  /// @param onStep hears of each step when it begins
  private Switchman(
      Map<String, Link> links, Timetable timetable, long seed, Consumer<Timetable.Step> onStep) {
    this.links = Map.copyOf(links);
    this.timetable = timetable;
    this.dice = new SplittableRandom(seed);
    this.onStep = onStep;
  }

  /// Begins with the first step.
  ///
  /// @throws IllegalArgumentException when the timetable speaks of a link that is not there
  public static Switchman begin(
      Map<String, Link> links, Timetable timetable, long seed, Consumer<Timetable.Step> onStep) {
    for (var step : timetable.steps()) {
      for (String name : step.links().keySet()) {
        if (!links.containsKey(name)) {
          throw new IllegalArgumentException(
              "the timetable speaks of link '%s'; there are %s"
                  .formatted(name, String.join(", ", links.keySet())));
        }
      }
    }
    var switchman = new Switchman(links, timetable, seed, onStep);
    switchman.hand.execute(() -> switchman.take(timetable.steps()));
    return switchman;
  }

  private void take(List<Timetable.Step> steps) {
    var step = steps.getFirst();
    step.links()
        .forEach(
            (name, condition) -> {
              Link link = links.get(name);
              if (link != null) {
                condition.applyTo(link);
              }
            });
    onStep.accept(step);
    var rest = steps.subList(1, steps.size());
    if (!rest.isEmpty() || timetable.repeat()) {
      var next = rest.isEmpty() ? timetable.steps() : rest;
      var unused =
          hand.schedule(() -> take(next), step.length(dice).toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    hand.shutdownNow();
  }
}
