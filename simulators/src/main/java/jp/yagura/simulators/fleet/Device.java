package jp.yagura.simulators.fleet;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import jp.yagura.shared.wire.CareResult;
import jp.yagura.shared.wire.CommandAction;
import jp.yagura.shared.wire.Decoded;
import jp.yagura.shared.wire.DownMessage;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.Topics;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.Wire;

/// What a simulated device has and does. Lives on one event loop; only what is told of it to the
/// outside may be read from anywhere.
final class Device implements Line.Owner {

  private final DeviceIdentity identity;
  private final DeviceNature nature;
  private final FleetOptions options;
  private final InstantSource clock;
  private final FleetWatcher watcher;
  private final Runnable connected;
  private final Line line;
  private final Outbox outbox;

  /// Messages that are not in custody: worth something now or never.
  private final ArrayDeque<Outgoing> passing = new ArrayDeque<>();

  private volatile long kept;
  private volatile boolean online;
  private Instant connectedAt;
  private Supply supply = Supply.MAINS;
  private FleetClient.Feeder feeder = List::of;
  private boolean sending;

  /// @param connected called whenever a connection has come about
  Device(
      EventLoop loop,
      Bootstrap dial,
      DeviceIdentity identity,
      DeviceNature nature,
      FleetOptions options,
      InstantSource clock,
      FleetWatcher watcher,
      Runnable connected) {
    this.identity = identity;
    this.nature = nature;
    this.options = options;
    this.clock = clock;
    this.watcher = watcher;
    this.connected = connected;
    connectedAt = clock.instant();
    var address = identity.address();
    outbox =
        new Outbox(address, connectedAt.toEpochMilli(), options, loop.ticker()::nanoTime, watcher);
    var spread = new SplittableRandom(address.toString().hashCode());
    var backOff = new BackOff(options.firstRetry(), options.slowestRetry(), spread);
    line = new Line(loop, dial, options, backOff, this);
  }

  long epoch() {
    return outbox.epoch();
  }

  /// In the outbox when it was last looked at.
  long kept() {
    return kept;
  }

  boolean online() {
    return online;
  }

  Line line() {
    return line;
  }

  void take(List<Reading> measured) {
    outbox.take(measured);
    send();
  }

  void take(Event event) {
    outbox.take(event);
    send();
  }

  void powerChanged(Instant at, Supply now) {
    supply = now;
    take(new Event.Power(at, now));
  }

  void feedFrom(FleetClient.Feeder source) {
    feeder = source;
    send();
  }

  void status(Supply now) {
    supply = now;
    sendStatus();
  }

  void sendAgainWhatNobodyStored() {
    outbox.sendAgainWhatNobodyStored();
    send();
  }

  private void sendStatus() {
    if (online) {
      pass(
          new UpMessage.Status(
              clock.instant(),
              supply.state(),
              supply.batteryMillivolts(),
              supply.batteryPercent(),
              outbox.unsent(),
              outbox.oldestUnsent(),
              supply.onBattery()));
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

  @Override
  public MqttLink.Introduction introduction() {
    connectedAt = clock.instant();
    return new MqttLink.Introduction(
        identity,
        options.keepAlive(),
        Topic.of(identity.address(), Kind.BIRTH).toString(),
        Wire.encode(new UpMessage.Death(epoch(), connectedAt)),
        Topics.downlinksOf(identity.address()));
  }

  @Override
  public void up() {
    online = true;
    watcher.connected();
    pass(
        new UpMessage.Birth(
            epoch(), connectedAt, nature.software(), supply.state(), nature.sensors(), "lan"));
    sendStatus();
    connected.run();
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

  private void obey(DownMessage message) {
    switch (message) {
      case DownMessage.DurableAck ack -> outbox.stored(ack);
      case DownMessage.Command command when clock.instant().isAfter(command.expiresAt()) -> {
        // too late to be meant
      }
      case DownMessage.Command command -> answer(act(command.id(), command.action()));
      case DownMessage.TimeIs _ -> {
        // a simulated tower has a clock that is right
      }
      case DownMessage.Configure configure ->
          answer(
              new CareResult.ConfigResult(
                  configure.version(),
                  CareResult.Outcome.REFUSED,
                  "模擬の局のため、設定は変えられません。",
                  "This is a simulated tower: its settings cannot be changed.",
                  0));
      case DownMessage.SnapshotHave _ -> {
        // the fleet offers no pictures
      }
    }
  }

  private CareResult act(UUID id, CommandAction action) {
    switch (action) {
      case CommandAction.SendStatusNow() -> sendStatus();
      case CommandAction.Resend(var stream, var range, var epoch) -> {
        // a device that was killed remembers nothing of its earlier life
        if (epoch.isEmpty() || epoch.get() == outbox.epoch()) {
          outbox.sendAgain(stream, range);
        }
      }
      case CommandAction.ResendSpan _ -> {
        // it holds nothing back
      }
      case CommandAction.Identify _,
          CommandAction.Restart _,
          CommandAction.FetchLog _,
          CommandAction.TakeCertificate _,
          CommandAction.TakePicture _ -> {
        return new CareResult.CommandResult(
            id,
            CareResult.Fate.REFUSED,
            "模擬の局のため、できません。",
            "This is a simulated tower: it cannot do that.");
      }
    }
    return new CareResult.CommandResult(id, CareResult.Fate.DONE, "", "");
  }

  private void answer(CareResult result) {
    pass(new UpMessage.Report(clock.instant(), Optional.of(result), Map.of()));
  }
}
