package jp.yagura.simulators.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.DownMessage;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.Wire;

/// All that one device has custody of, and the messages it becomes. Lives in memory on the device's
/// event loop: a simulated device that is killed is a new device with a new epoch.
final class Outbox {
  private static final int MOST_EVENTS = 10_000;

  private final SiteAddress address;
  private final long epoch;
  private final FleetOptions options;
  private final LongSupplier nanos;
  private final FleetWatcher watcher;
  private final Patience patience;
  private final String readingsTopic;
  private final Custody<Reading> readings;
  private final Custody<Event> events;

  Outbox(
      SiteAddress address,
      long epoch,
      FleetOptions options,
      LongSupplier nanos,
      FleetWatcher watcher) {
    this.address = address;
    this.epoch = epoch;
    this.options = options;
    this.nanos = nanos;
    this.watcher = watcher;
    patience = new Patience(options.resendAfter().toNanos());
    readingsTopic = Topic.of(address, Kind.READINGS).toString();
    readings = new Custody<>(options.capacity(), options.readingsPerMessage());
    events = new Custody<>(MOST_EVENTS, 1);
  }

  long epoch() {
    return epoch;
  }

  long waiting() {
    return readings.waiting() + events.waiting();
  }

  /// What has not been sent, or in vain.
  long unsent() {
    return readings.unsent() + events.unsent();
  }

  Optional<Instant> oldestUnsent() {
    var reading = readings.oldestUnsent().map(Reading::observedAt);
    var event = events.oldestUnsent().map(Event::at);
    return reading.isPresent() && event.isPresent()
        ? reading.filter(event.get()::isAfter).or(() -> event)
        : reading.or(() -> event);
  }

  boolean hasRoomForAMessage() {
    return readings.hasRoomFor(options.readingsPerMessage());
  }

  void take(List<Reading> measured) {
    long now = nanos.getAsLong();
    int refused = 0;
    for (var reading : measured) {
      if (!readings.take(reading, now)) {
        refused++;
      }
    }
    if (refused > 0) {
      watcher.refused(refused);
    }
  }

  void take(Event event) {
    if (!events.take(event, nanos.getAsLong())) {
      watcher.refused(1);
    }
  }

  /// The next message to send: events before readings, since an alarm overtakes everything.
  Optional<Outgoing> next() {
    return events.next().map(this::message).or(() -> readings.next().map(this::batch));
  }

  private Outgoing message(Parcel<Event> parcel) {
    var event = parcel.items().getFirst().numbered(epoch, parcel.firstSeq());
    return outgoing(events, parcel, Topic.of(address, event.topicKind()).toString(), event);
  }

  private Outgoing batch(Parcel<Reading> parcel) {
    var batch = new UpMessage.ReadingsBatch(epoch, parcel.firstSeq(), parcel.items());
    return outgoing(readings, parcel, readingsTopic, batch);
  }

  private <T> Outgoing outgoing(
      Custody<T> custody, Parcel<T> parcel, String topic, UpMessage message) {
    boolean again = parcel.sent(nanos.getAsLong());
    watcher.sent(parcel.size(), again);
    return new Outgoing(
        topic, Wire.encode(message), false, accepted -> answered(custody, parcel, accepted));
  }

  private <T> void answered(Custody<T> custody, Parcel<T> parcel, boolean accepted) {
    long now = nanos.getAsLong();
    if (accepted) {
      watcher.pubacked(parcel.size(), now - parcel.sentNanos());
    } else {
      watcher.refused(parcel.size());
    }
    if (accepted && options.release() == FleetOptions.Release.PUBACK && custody.release(parcel)) {
      watcher.released(parcel.size(), now - parcel.takenNanos());
    } else if (parcel.state() == Parcel.State.ON_THE_WAY) {
      // a refused parcel, too, is tried again when its time comes
      parcel.becomes(Parcel.State.AT_THE_BROKER);
    }
  }

  void stored(DownMessage.DurableAck ack) {
    if (ack.epoch() != epoch || options.release() != FleetOptions.Release.DURABLE_ACK) {
      return;
    }
    switch (ack.stream()) {
      case READINGS -> readings.release(ack.stored(), this::released);
      case EVENTS -> events.release(ack.stored(), this::released);
      case SNAPSHOTS -> {
        // simulated devices have no camera
      }
    }
  }

  private void released(Parcel<?> parcel) {
    long now = nanos.getAsLong();
    if (parcel.sentOnce()) {
      patience.answeredAfter(now - parcel.sentNanos());
    } else {
      patience.answered();
    }
    watcher.released(parcel.size(), now - parcel.takenNanos());
  }

  void linkLost() {
    readings.linkLost();
    events.linkLost();
  }

  void sendAgain(Stream stream, SeqRange range) {
    switch (stream) {
      case READINGS -> readings.sendAgain(range);
      case EVENTS -> events.sendAgain(range);
      case SNAPSHOTS -> {
        // simulated devices have no camera
      }
    }
  }

  void sendAgainWhatNobodyStored() {
    long before = nanos.getAsLong() - patience.nanos();
    // both, and not only the first that has something
    if (readings.sendAgainIfSentBefore(before) | events.sendAgainIfSentBefore(before)) {
      patience.exhausted();
    }
  }
}
