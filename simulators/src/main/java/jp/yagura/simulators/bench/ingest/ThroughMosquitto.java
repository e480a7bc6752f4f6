package jp.yagura.simulators.bench.ingest;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.simulators.bench.BareBroker;
import jp.yagura.simulators.fleet.DeviceIdentity;
import jp.yagura.simulators.fleet.FleetOptions.Release;

/// The same devices and messages through a bare Mosquitto to a subscriber that only counts.
final class ThroughMosquitto extends Road {
  private static final String READINGS = "yagura/1/+/+/up/readings";

  private final BareBroker broker;
  private final int devices;
  private final int readingsPerMessage;

  ThroughMosquitto(BareBroker broker, int devices, int readingsPerMessage) {
    this.broker = broker;
    this.devices = devices;
    this.readingsPerMessage = readingsPerMessage;
  }

  @Override
  Rate carry(Duration time) throws IOException, InterruptedException {
    var anybody =
        IntStream.range(0, devices)
            .mapToObj(i -> SiteAddress.of("nankoku", "t-%04d".formatted(i)))
            .map(DeviceIdentity::withoutSecret)
            .toList();
    try (var listener = Listener.subscribe(broker.address(), READINGS);
        var crowd = Crowd.connect(broker.address(), anybody, readingsPerMessage, Release.PUBACK)) {
      var cpuBefore = broker.cpuTime();
      long begin = System.nanoTime();
      var sent = crowd.sendFor(time, broker::cpuTime);
      listener.await(sent.messages());
      var took = Duration.ofNanos(System.nanoTime() - begin);
      return new Rate(sent.messages(), sent.readings(), took, broker.cpuTime().minus(cpuBefore));
    }
  }

  @Override
  public void close() {}
}
