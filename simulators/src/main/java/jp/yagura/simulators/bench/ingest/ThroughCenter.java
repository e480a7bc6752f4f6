package jp.yagura.simulators.bench.ingest;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import jp.yagura.simulators.bench.Center;
import jp.yagura.simulators.fleet.DeviceIdentity;
import jp.yagura.simulators.fleet.FleetOptions.Release;

/// Our own road: embedded broker, ingest, SQLite, durable acknowledgement.
final class ThroughCenter extends Road {
  private final Center center;
  private final Crowd crowd;

  ThroughCenter(Center center, List<DeviceIdentity> devices, int readingsPerMessage)
      throws IOException, InterruptedException {
    this.center = center;
    crowd = Crowd.connect(center.broker(), devices, readingsPerMessage, Release.DURABLE_ACK);
  }

  @Override
  Rate carry(Duration time) throws IOException, InterruptedException {
    return crowd.sendFor(time, center::cpuTime);
  }

  @Override
  public void close() {
    crowd.close();
  }
}
