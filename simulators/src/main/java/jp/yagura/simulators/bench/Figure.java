package jp.yagura.simulators.bench;

import java.util.Optional;
import java.util.OptionalDouble;

/// One measured number.
///
/// @param bench the benchmark it belongs to
/// @param metric what was measured; the English words name it for programs
/// @param value absent when it could not be measured here, and then `peer` says what is missing
/// @param peer what it is compared with
/// @param ratio value by that of the peer
public record Figure(
    String bench,
    Words metric,
    OptionalDouble value,
    String unit,
    Optional<String> peer,
    OptionalDouble ratio,
    Optional<Goal> goal) {

  public static Figure of(String bench, Words metric, double value, String unit) {
    return new Figure(
        bench,
        metric,
        OptionalDouble.of(value),
        unit,
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty());
  }

  /// What could have been measured, if only this were here.
  ///
  /// @param remedy such as the line that installs it
  public static Figure missing(String bench, Words metric, String unit, String remedy) {
    return new Figure(
        bench,
        metric,
        OptionalDouble.empty(),
        unit,
        Optional.of(remedy),
        OptionalDouble.empty(),
        Optional.empty());
  }

  public Figure beside(String other, double its) {
    return withRatio(other, value.orElseThrow() / its);
  }

  /// @param ours by theirs, when it is not simply the quotient of the two medians
  public Figure withRatio(String other, double ours) {
    return new Figure(
        bench, metric, value, unit, Optional.of(other), OptionalDouble.of(ours), goal);
  }

  public Figure aimingAt(Goal wanted) {
    return new Figure(bench, metric, value, unit, peer, ratio, Optional.of(wanted));
  }

  /// Whether the goal is met; empty without a goal, or without what it judges.
  public Optional<Boolean> met() {
    return goal.flatMap(
        wanted -> {
          var judged = wanted.of() == Goal.Of.RATIO ? ratio : value;
          return judged.isPresent()
              ? Optional.of(wanted.isMetBy(judged.getAsDouble()))
              : Optional.empty();
        });
  }
}
