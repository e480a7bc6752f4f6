package jp.yagura.simulators.bench.ingest;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import jp.yagura.simulators.bench.Center;
import jp.yagura.simulators.bench.StoredReadings;
import jp.yagura.simulators.fleet.DeviceIdentity;
import jp.yagura.simulators.fleet.FleetOptions.Release;

/// Kills the command center in the middle of the load, starts it again, lets the devices bring what
/// they were not released from, and counts.
///
/// @param acknowledged readings that the devices were told are durable, before and after the kill
/// @param lost of these, how many are not in the database
/// @param twice how many readings are in it more than once
/// @param underWay how many waited for their acknowledgement at the moment of the kill
/// @param restart from the kill until it was ready again
record Kill(long acknowledged, long lost, long twice, long underWay, Duration restart) {

  /// @param devices that have sent nothing to this command center before
  static Kill of(Center center, List<DeviceIdentity> devices, int readingsPerMessage, Duration time)
      throws IOException, InterruptedException {
    try (var crowd =
        Crowd.connect(center.broker(), devices, readingsPerMessage, Release.DURABLE_ACK)) {
      long underWay;
      long begin;
      try (var _ = crowd.send()) {
        Thread.sleep(time);
        begin = System.nanoTime();
        center.kill();
        underWay = crowd.waiting();
      }
      center.start();
      var restart = Duration.ofNanos(System.nanoTime() - begin);
      crowd.settle();
      long acknowledged = crowd.count().readingsReleased();
      var stored =
          StoredReadings.of(
              center.database(), devices.stream().map(d -> d.address().site()).toList());
      return new Kill(
          acknowledged, acknowledged - stored.different(), stored.twice(), underWay, restart);
    }
  }
}
