package jp.yagura.simulators.scenario;

import java.time.Duration;

/// The rain that makes the rivers rise: one cloudburst, its heaviest rain at one time, less of it
/// the further away.
///
/// @param peakTenths rain in ten minutes at the heaviest time, in 0.1 mm
/// @param width from the heaviest rain to about six tenths of it
public record Storm(int peakTenths, Duration at, Duration width) {

  /// Ten-minute rain in 0.1 mm; never below zero, and truly zero long before and long after.
  public int tenths(Duration sinceStart, Duration lag) {
    double distance =
        (double) (sinceStart.toMillis() - at.toMillis() - lag.toMillis()) / width.toMillis();
    // rain comes up fast and fades slowly
    double shape = distance < 0 ? distance * 1.4 : distance * 0.6;
    return (int) (peakTenths * Math.exp(-0.5 * shape * shape));
  }
}
