package jp.yagura.agent.site;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The course of an imagined quantity: values at moments counted from a start. Before the first
/// moment the first value holds, after the last the last.
///
/// @param repeat after this it begins anew; it may end before, and then rests at its last value
public record Timeline(List<Point> points, Optional<Duration> repeat) {

  public record Point(Duration after, long value) {}

  public Timeline {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a timeline needs at least one point");
    }
    Duration last = points.getLast().after();
    if (repeat.isPresent() && repeat.get().compareTo(last) <= 0) {
      throw new IllegalArgumentException(
          "a timeline that ends at " + last + " cannot repeat after " + repeat.get());
    }
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).after().compareTo(points.get(i - 1).after()) <= 0) {
        throw new IllegalArgumentException(
            "a timeline's moments must grow: " + points.get(i).after() + " comes too late");
      }
    }
  }

  /// A timeline that is played once.
  public static Timeline once(Point... points) {
    return new Timeline(List.of(points), Optional.empty());
  }

  /// On the straight line between the points before and after, rounded to the nearest whole unit.
  public long interpolatedAt(Duration sinceStart) {
    Duration moment = withinOneRun(sinceStart);
    int next = firstPointAfter(moment);
    if (next == 0) {
      return points.getFirst().value();
    }
    Point before = points.get(next - 1);
    if (next == points.size()) {
      return before.value();
    }
    Point after = points.get(next);
    double share =
        (double) moment.minus(before.after()).toNanos()
            / after.after().minus(before.after()).toNanos();
    return Math.round(before.value() + share * (after.value() - before.value()));
  }

  /// The value of the last point reached: for what switches rather than moves.
  public long steppedAt(Duration sinceStart) {
    return points.get(Math.max(0, firstPointAfter(withinOneRun(sinceStart)) - 1)).value();
  }

  private Duration withinOneRun(Duration sinceStart) {
    return repeat
        .filter(_ -> sinceStart.isPositive())
        .map(length -> Duration.ofNanos(sinceStart.toNanos() % length.toNanos()))
        .orElse(sinceStart);
  }

  private int firstPointAfter(Duration sinceStart) {
    int next = 0;
    while (next < points.size() && points.get(next).after().compareTo(sinceStart) <= 0) {
      next++;
    }
    return next;
  }
}
