package jp.yagura.simulators.bench.ingest;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import jp.yagura.simulators.fleet.BrokerAddress;
import jp.yagura.simulators.fleet.DeviceIdentity;
import jp.yagura.simulators.fleet.DeviceNature;
import jp.yagura.simulators.fleet.Fleet;
import jp.yagura.simulators.fleet.FleetMeter;
import jp.yagura.simulators.fleet.FleetOptions;
import jp.yagura.simulators.load.Load;
import jp.yagura.simulators.load.StandardReadings;

/// Connected devices that send as fast as they are allowed to: the same against every broker.
final class Crowd implements AutoCloseable {
  /// Messages on the way per device; the embedded broker allows no more.
  private static final int WINDOW = 256;

  /// What the broker has and nobody stored for so long goes again: longer than a restart takes.
  private static final Duration RESEND_AFTER = Duration.ofSeconds(20);

  private static final Duration TO_CONNECT = Duration.ofSeconds(60);
  private static final Duration TO_SETTLE = Duration.ofSeconds(120);
  private static final long SEED = 2026;

  private final FleetMeter meter = new FleetMeter();
  private final int readingsPerMessage;
  private final Fleet fleet;

  private Crowd(int readingsPerMessage, FleetOptions.Release release) {
    this.readingsPerMessage = readingsPerMessage;
    fleet =
        new Fleet(
            FleetOptions.standard()
                .withWindow(WINDOW)
                .withReadingsPerMessage(readingsPerMessage)
                .withResendAfter(RESEND_AFTER)
                .withRetry(Duration.ofMillis(100), Duration.ofMillis(500))
                .withThreads(1)
                .releasedBy(release),
            InstantSource.system(),
            meter);
  }

  static Crowd connect(
      BrokerAddress broker,
      List<DeviceIdentity> devices,
      int readingsPerMessage,
      FleetOptions.Release release)
      throws IOException, InterruptedException {
    var crowd = new Crowd(readingsPerMessage, release);
    var nature = new DeviceNature("yagura-bench 0.1.0", StandardReadings.SENSORS);
    devices.forEach(device -> crowd.fleet.add(broker, device, nature));
    try {
      crowd.fleet.connectAll().get(TO_CONNECT.toMillis(), TimeUnit.MILLISECONDS);
      return crowd;
    } catch (TimeoutException | ExecutionException e) {
      crowd.close();
      throw new IOException(
          "%d of %d devices could connect; %s"
              .formatted(
                  crowd.meter.count().online(),
                  devices.size(),
                  crowd.meter.lastTrouble().orElse("no answer")),
          e);
    }
  }

  /// How many readings wait for their release.
  long waiting() {
    return fleet.waiting();
  }

  FleetMeter.Count count() {
    return meter.count();
  }

  /// Begins to measure and send, until that is closed.
  Load send() {
    return Load.asFastAsAcknowledged(fleet, readingsPerMessage, InstantSource.system(), SEED);
  }

  /// Sends for so long, and then waits until every device is released from all of it.
  ///
  /// @param cpu of the program that takes it in
  Rate sendFor(Duration time, Supplier<Duration> cpu) throws IOException, InterruptedException {
    var before = meter.count();
    var cpuBefore = cpu.get();
    long begin = System.nanoTime();
    try (var _ = send()) {
      Thread.sleep(time);
    }
    settle();
    var took = Duration.ofNanos(System.nanoTime() - begin);
    var count = meter.count().since(before);
    return new Rate(
        count.messagesReleased(), count.readingsReleased(), took, cpu.get().minus(cpuBefore));
  }

  /// Waits until no device has custody of anything.
  void settle() throws IOException, InterruptedException {
    long end = System.nanoTime() + TO_SETTLE.toNanos();
    while (fleet.waiting() > 0) {
      if (System.nanoTime() > end) {
        throw new IOException(fleet.waiting() + " readings were never acknowledged");
      }
      Thread.sleep(1);
    }
  }

  @Override
  public void close() {
    fleet.close();
  }
}
