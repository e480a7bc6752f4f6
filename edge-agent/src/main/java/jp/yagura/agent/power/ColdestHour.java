package jp.yagura.agent.power;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// How cold it will get: as cold as in the last day, or, until a night has been seen, a good deal
/// colder than now. In the cold a part of the charge is out of reach.
public final class ColdestHour {
  private static final Duration DAY = Duration.ofHours(24);

  /// From a warm hour to the next morning, inside of the box.
  private static final double UNSEEN_NIGHT = 3;

  private record Hour(Duration at, double celsius) {}

  private final Deque<Hour> lastDay = new ArrayDeque<>();
  private Duration now = Duration.ZERO;

  public void measured(Duration step, double celsius) {
    now = now.plus(step);
    lastDay.addLast(new Hour(now, celsius));
    while (lastDay.getFirst().at().compareTo(now.minus(DAY)) < 0) {
      lastDay.removeFirst();
    }
  }

  public double celsius() {
    if (lastDay.isEmpty()) {
      throw new IllegalStateException("no temperature has been measured");
    }
    double coldest = lastDay.stream().mapToDouble(Hour::celsius).min().orElseThrow();
    boolean seen = now.compareTo(DAY) >= 0;
    return seen ? coldest : Math.min(coldest, lastDay.getLast().celsius() - UNSEEN_NIGHT);
  }
}
