package jp.yagura.simulators.fleet;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.CommandAction;
import jp.yagura.shared.wire.Decoded;
import jp.yagura.shared.wire.DownMessage;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.Topics;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.Wire;

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
  private final DeviceNature nature;
  private final FleetOptions options;
  private final InstantSource clock;
  private final FleetWatcher watcher;
  private final Instant startedAt;
  private final Line line;
  private final Outbox outbox;

  /// Messages that are not in custody: worth something now or never.
  private final ArrayDeque<Outgoing> passing = new ArrayDeque<>();

  private final CompletableFuture<Void> firstConnected = new CompletableFuture<>();

  /// Handed in by other threads, and not yet on the event loop.
  private final AtomicLong underWay = new AtomicLong();

  private volatile long kept;
  private volatile boolean online;
  private Supply supply = Supply.MAINS;
  private Feeder feeder = List::of;
  private boolean sending;

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
    this.nature = nature;
    this.options = options;
    this.clock = clock;
    this.watcher = watcher;
    startedAt = clock.instant();
    var address = identity.address();
    outbox =
        new Outbox(address, startedAt.toEpochMilli(), options, loop.ticker()::nanoTime, watcher);
    var spread = new SplittableRandom(address.toString().hashCode());
    var backOff = new BackOff(options.firstRetry(), options.slowestRetry(), spread);
    line = new Line(loop, dial, options, backOff, new LineOwner());
  }

  /// To be called once, before anything else.
  void watchOutbox() {
    long every = options.resendAfter().toNanos() / 4;
    var unused =
        loop.scheduleWithFixedDelay(
            () -> {
              outbox.sendAgainWhatNobodyStored();
              send();
            },
            every,
            every,
            TimeUnit.NANOSECONDS);
  }

  public DeviceIdentity identity() {
    return identity;
  }

  /// The number of this device's outbox; sequence numbers count within it.
  public long epoch() {
    return outbox.epoch();
  }

  /// How many readings and events wait for their release, sent or not.
  public long waiting() {
    // in this order: what moves from the one to the other meanwhile is counted twice, never missed
    return underWay.get() + kept;
  }

  public boolean online() {
    return online;
  }

  /// Connects, and from then on again whenever the link is lost. Done when connected for the first
  /// time.
  public CompletableFuture<Void> connect() {
    onLoop(line::open);
    return firstConnected.copy();
  }

  /// Takes these into custody; what finds no room is refused, and counted.
  public void offer(List<Reading> measured) {
    takeOnLoop(measured.size(), () -> outbox.take(measured));
  }

  /// From now on asks this feeder for readings whenever the window has room and everything older
  /// has been sent.
  public void feedFrom(Feeder source) {
    onLoop(
        () -> {
          feeder = source;
          send();
        });
  }

  /// Raises or clears an alarm.
  public void alarm(
      AlarmKind kind, boolean raised, Instant at, Optional<SensorId> sensor, long value) {
    takeOnLoop(1, () -> outbox.take(new Event.Alarm(kind, raised, at, sensor, value)));
  }

  /// Tells of a change of supply, which is an event in custody.
  public void powerChanged(Instant at, Supply now) {
    takeOnLoop(
        1,
        () -> {
          supply = now;
          outbox.take(new Event.Power(at, now));
        });
  }

  /// Sends a status with this supply, when there is a link; an old status is worth nothing and is
  /// not kept.
  public void status(Supply now) {
    onLoop(
        () -> {
          supply = now;
          sendStatus();
        });
  }

  /// Cuts the cable: the connection ends without a word and stays down until [#restoreLink].
  public void cutLink() {
    onLoop(line::sever);
  }

  public void restoreLink() {
    onLoop(line::mend);
  }

  /// Goes off line in good order and stays there.
  public void leave() {
    onLoop(line::leave);
  }

  private void takeOnLoop(int items, Runnable take) {
    underWay.addAndGet(items);
    onLoop(
        () -> {
          take.run();
          send();
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

  private void sendStatus() {
    if (online) {
      pass(
          new UpMessage.Status(
              clock.instant(),
              supply.state(),
              supply.batteryMillivolts(),
              supply.batteryPercent(),
              outbox.waiting(),
              outbox.oldestWaiting()));
      send();
    }
  }

  private void pass(UpMessage message) {
    var kind = message.topicKind();
    var topic = Topic.of(identity.address(), kind).toString();
    passing.add(new Outgoing(topic, Wire.encode(message), kind.retained(), _ -> {}));
  }

  /// Sends while there is room: what says how the device is, then what it has custody of, then what
  /// the feeder has.
  private void send() {
    var open = line.link();
    if (open != null && !sending) {
      sending = true;
      try {
        var next = next(open);
        while (next.isPresent()) {
          open.publish(next.get());
          next = next(open);
        }
      } finally {
        sending = false;
      }
    }
    kept = outbox.waiting();
  }

  private Optional<Outgoing> next(MqttLink open) {
    if (!open.hasRoom()) {
      return Optional.empty();
    }
    var passed = passing.poll();
    if (passed != null) {
      return Optional.of(passed);
    }
    var ours = outbox.next();
    if (ours.isEmpty() && outbox.hasRoomForAMessage()) {
      outbox.take(feeder.next());
      ours = outbox.next();
    }
    return ours;
  }

  private final class LineOwner implements Line.Owner {
    @Override
    public MqttLink.Introduction introduction() {
      return new MqttLink.Introduction(
          identity,
          options.keepAlive(),
          Topic.of(identity.address(), Kind.BIRTH).toString(),
          Wire.encode(new UpMessage.Death(epoch(), clock.instant())),
          Topics.downlinksOf(identity.address()));
    }

    @Override
    public void up() {
      online = true;
      watcher.connected();
      pass(
          new UpMessage.Birth(
              epoch(), startedAt, nature.software(), supply.state(), nature.sensors(), "lan"));
      sendStatus();
      firstConnected.complete(null);
    }

    @Override
    public void arrived(String topic, byte[] payload) {
      var message =
          Topic.parse(topic)
              .filter(known -> known.address().equals(identity.address()))
              .map(known -> Wire.decodeDown(known.kind(), payload));
      if (message.isPresent()
          && message.get() instanceof Decoded.Accepted<DownMessage>(var accepted)) {
        obey(accepted);
        send();
      }
    }

    @Override
    public void roomAgain() {
      send();
    }

    @Override
    public void down(String why, boolean wanted) {
      if (online) {
        online = false;
        watcher.disconnected();
      }
      if (wanted) {
        watcher.trouble(identity.address(), why);
      }
      passing.clear();
      outbox.linkLost();
    }
  }

  private void obey(DownMessage message) {
    switch (message) {
      case DownMessage.DurableAck ack -> outbox.stored(ack);
      case DownMessage.Command command when clock.instant().isAfter(command.expiresAt()) -> {
        // too late to be meant
      }
      case DownMessage.Command command -> act(command.action());
    }
  }

  private void act(CommandAction action) {
    switch (action) {
      case CommandAction.SendStatusNow() -> sendStatus();
      case CommandAction.Resend(var stream, var range) -> outbox.sendAgain(stream, range);
      case CommandAction.Identify() -> {
        // nobody stands below a simulated tower
      }
    }
  }
}
