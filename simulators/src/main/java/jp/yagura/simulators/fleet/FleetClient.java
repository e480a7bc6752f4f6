package jp.yagura.simulators.fleet;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.Reading;

/// One simulated device: it takes readings and events into custody, sends them while it has a link,
/// and keeps each until the command center says that it is stored. Every method may be called from
/// any thread; the work is done on the device's own event loop, in the order of the calls.
public final class FleetClient {
  /// Gives a device more readings whenever it could send more; an empty list means none for now.
  public interface Feeder {
    List<Reading> next();
  }

  private final EventLoop loop;
  private final DeviceIdentity identity;
  private final FleetOptions options;
  private final Device device;
  private final CompletableFuture<Void> firstConnected = new CompletableFuture<>();

  /// Handed in by other threads, and not yet on the event loop.
  private final AtomicLong underWay = new AtomicLong();

  FleetClient(
      EventLoop loop,
      Bootstrap dial,
      DeviceIdentity identity,
      DeviceNature nature,
      FleetOptions options,
      InstantSource clock,
      FleetWatcher watcher) {
    this.loop = loop;
    this.identity = identity;
    this.options = options;
    device =
        new Device(
            loop,
            dial,
            identity,
            nature,
            options,
            clock,
            watcher,
            () -> firstConnected.complete(null));
  }

  /// To be called once, before anything else.
  void watchOutbox() {
    long every = options.resendAfter().toNanos() / 4;
    var unused =
        loop.scheduleWithFixedDelay(
            device::sendAgainWhatNobodyStored, every, every, TimeUnit.NANOSECONDS);
  }

  public DeviceIdentity identity() {
    return identity;
  }

  /// The number of this device's outbox; sequence numbers count within it.
  public long epoch() {
    return device.epoch();
  }

  /// How many readings and events wait for their release, sent or not.
  public long waiting() {
    // in this order: what moves from the one to the other meanwhile is counted twice, never missed
    return underWay.get() + device.kept();
  }

  public boolean online() {
    return device.online();
  }

  /// Connects, and from then on again whenever the link is lost. Done when connected for the first
  /// time.
  public CompletableFuture<Void> connect() {
    onLoop(device.line()::open);
    return firstConnected.copy();
  }

  /// Takes these into custody; what finds no room is refused, and counted.
  public void offer(List<Reading> measured) {
    takeOnLoop(measured.size(), () -> device.take(measured));
  }

  /// From now on asks this feeder for readings whenever the window has room and everything older
  /// has been sent.
  public void feedFrom(Feeder source) {
    onLoop(() -> device.feedFrom(source));
  }

  /// Raises or clears an alarm.
  public void alarm(
      AlarmKind kind, boolean raised, Instant at, Optional<SensorId> sensor, long value) {
    takeOnLoop(1, () -> device.take(new Event.Alarm(kind, raised, at, sensor, value)));
  }

  /// Tells of a change of supply, which is an event in custody.
  public void powerChanged(Instant at, Supply now) {
    takeOnLoop(1, () -> device.powerChanged(at, now));
  }

  /// Sends a status with this supply, when there is a link; an old status is worth nothing and is
  /// not kept.
  public void status(Supply now) {
    onLoop(() -> device.status(now));
  }

  /// Cuts the cable: the connection ends without a word and stays down until [#restoreLink].
  public void cutLink() {
    onLoop(device.line()::sever);
  }

  public void restoreLink() {
    onLoop(device.line()::mend);
  }

  /// Goes off line in good order and stays there.
  public void leave() {
    onLoop(device.line()::leave);
  }

  private void takeOnLoop(int items, Runnable take) {
    underWay.addAndGet(items);
    onLoop(
        () -> {
          take.run();
          underWay.addAndGet(-items);
        });
  }

  private void onLoop(Runnable work) {
    if (loop.inEventLoop()) {
      work.run();
    } else {
      loop.execute(work);
    }
  }
}
