package jp.yagura.simulators.load;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import jp.yagura.simulators.fleet.Fleet;
import jp.yagura.simulators.fleet.FleetClient;
import jp.yagura.simulators.scenario.Noise;

/// Makes the devices of a connected fleet measure, all of them alike, until it is closed. The fleet
/// stays.
public final class Load implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(2);

  /// So far back begin the observed times of readings that come faster than time passes.
  private static final Duration HISTORY = Duration.ofHours(2);

  private final List<FleetClient> devices;
  private final List<StandardReadings> sources;
  private final ScheduledExecutorService pacer;
  private int next;

  private Load(Fleet fleet, int readingsPerMessage, Duration step, InstantSource clock, long seed) {
    devices = fleet.clients();
    var from = clock.instant().minus(HISTORY);
    sources =
        IntStream.range(0, devices.size())
            .mapToObj(
                i ->
                    new StandardReadings(
                        readingsPerMessage, from, step, new Noise(seed).of("d" + i)))
            .toList();
    pacer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pacer").factory());
  }

  /// Every device keeps its window full: the rate is what the other side can take.
  public static Load asFastAsAcknowledged(
      Fleet fleet, int readingsPerMessage, InstantSource clock, long seed) {
    var load = new Load(fleet, readingsPerMessage, Duration.ofMillis(1), clock, seed);
    for (int i = 0; i < load.devices.size(); i++) {
      load.devices.get(i).feedFrom(load.sources.get(i));
    }
    return load;
  }

  /// All devices together send so many messages a second, in turn, whether or not the other side
  /// keeps up.
  public static Load at(
      double messagesPerSecond,
      Fleet fleet,
      int readingsPerMessage,
      InstantSource clock,
      LongSupplier nanos,
      long seed) {
    var load = new Load(fleet, readingsPerMessage, Duration.ofMillis(1), clock, seed);
    var pace = new Pace(messagesPerSecond, nanos.getAsLong());
    var unused =
        load.pacer.scheduleAtFixedRate(
            () -> load.measure(pace.due(nanos.getAsLong()), clock),
            TICK.toMillis(),
            TICK.toMillis(),
            TimeUnit.MILLISECONDS);
    return load;
  }

  private void measure(int messages, InstantSource clock) {
    for (int i = 0; i < messages; i++) {
      devices.get(next).offer(sources.get(next).nextAt(clock.instant()));
      next = (next + 1) % devices.size();
    }
  }

  /// Measures no more; what the devices have custody of is still sent.
  @Override
  public void close() {
    pacer.shutdownNow();
    devices.forEach(device -> device.feedFrom(List::of));
  }
}
