package jp.yagura.agent.power;

import java.util.List;

/// What is known of a battery from its data sheet and its birthday.
///
/// @param ampereHours as it was sold, at 25 °C
/// @param age what is left of that after its years: 1 as new, 0.8 is when it should be replaced
/// @param curve voltage at rest and what it says of the charge, from empty to full
/// @param cold how much of the charge can be had at which temperature
/// @param ohms what of the voltage a load of one ampere takes
public record Battery(
    double ampereHours,
    double volts,
    double age,
    List<Point> curve,
    List<Point> cold,
    double ohms) {

  /// One point of a line made of straight pieces.
  public record Point(double x, double y) {}

  /// Sealed lead-acid, 24 V (制御弁式鉛蓄電池 2 × 12 V). Typical values, not those of a make.
  private static final List<Point> LEAD_AT_REST =
      List.of(
          new Point(23.6, 0),
          new Point(24.0, 0.25),
          new Point(24.4, 0.5),
          new Point(24.8, 0.75),
          new Point(25.4, 1));

  private static final List<Point> LEAD_IN_THE_COLD =
      List.of(
          new Point(-20, 0.55),
          new Point(-10, 0.7),
          new Point(0, 0.82),
          new Point(10, 0.92),
          new Point(25, 1));

  /// Eight cells. The line is so flat in the middle that the voltage says next to nothing there.
  private static final List<Point> LIFEPO4_AT_REST =
      List.of(
          new Point(24.0, 0),
          new Point(25.6, 0.1),
          new Point(26.1, 0.3),
          new Point(26.4, 0.7),
          new Point(26.7, 0.95),
          new Point(27.2, 1));

  private static final List<Point> LIFEPO4_IN_THE_COLD =
      List.of(new Point(-20, 0.6), new Point(-10, 0.78), new Point(0, 0.9), new Point(25, 1));

  public Battery {
    curve = List.copyOf(curve);
    cold = List.copyOf(cold);
    if (ampereHours <= 0 || volts <= 0 || age <= 0 || age > 1 || ohms < 0) {
      throw new IllegalArgumentException(
          "a battery has a capacity and a voltage, and between none and all of it left");
    }
  }

  public static Battery leadAcid(double ampereHours, double age) {
    return new Battery(ampereHours, 24, age, LEAD_AT_REST, LEAD_IN_THE_COLD, 0.02);
  }

  public static Battery lifepo4(double ampereHours, double age) {
    return new Battery(ampereHours, 25.6, age, LIFEPO4_AT_REST, LIFEPO4_IN_THE_COLD, 0.01);
  }

  /// All that it holds when it is full and warm.
  double wattHours() {
    return ampereHours * age * volts;
  }

  /// The charge that a voltage at rest stands for.
  double chargeAt(double restVolts) {
    return on(curve, restVolts);
  }

  /// The part of a full charge that can be had at this temperature.
  double withinReach(double celsius) {
    return on(cold, celsius);
  }

  /// How steep the line is here: what one volt more says of the charge.
  double chargePerVolt(double restVolts) {
    return (chargeAt(restVolts + 0.05) - chargeAt(restVolts - 0.05)) / 0.1;
  }

  private static double on(List<Point> line, double x) {
    Point below = line.getFirst();
    if (x <= below.x()) {
      return below.y();
    }
    for (Point above : line) {
      if (x < above.x()) {
        double share = (x - below.x()) / (above.x() - below.x());
        return below.y() + share * (above.y() - below.y());
      }
      below = above;
    }
    return below.y();
  }
}
