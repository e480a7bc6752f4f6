package jp.yagura.shared.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.power.TimeLeft;

/// What a tower says. Every message that has a `seq` is in custody: the tower keeps it until a
/// [DownMessage.DurableAck] covers it.
public sealed interface UpMessage {
  /// What a battery reports when it cannot be asked. Unknown is not zero.
  int UNKNOWN = -1;

  /// The topic kind it is published under.
  default Kind topicKind() {
    return switch (this) {
      case Birth _, Death _ -> Kind.BIRTH;
      case Status _ -> Kind.STATUS;
      case ReadingsBatch _ -> Kind.READINGS;
      case Alarm _ -> Kind.ALARM;
      case PowerChange _ -> Kind.POWER;
      case Dropped _ -> Kind.DROPPED;
      case Summary _ -> Kind.SUMMARY;
      case SnapshotOffer _ -> Kind.SNAPSHOT_OFFER;
      case SnapshotChunk _ -> Kind.SNAPSHOT_CHUNK;
    };
  }

  /// The site is connected. Retained, until its will puts a [Death] in its place.
  ///
  /// @param connectedAt when this connection began, as in its will: tells an old will from a new
  ///     birth
  /// @param bearer the road this connection runs over: lan, lte, satellite
  record Birth(
      long epoch,
      Instant connectedAt,
      String software,
      PowerState power,
      List<SensorId> sensors,
      String bearer)
      implements UpMessage {
    public Birth {
      Check.notNegative("epoch", epoch);
      connectedAt = Check.millis(connectedAt);
      Check.text("software", software, 100);
      sensors = List.copyOf(sensors);
      Check.between("sensors of a site", 0, Wire.MAX_SITE_SENSORS, sensors.size());
      Check.text("bearer", bearer, 32);
    }
  }

  /// The site's connection broke. Published by the broker as the site's will, so it says what was
  /// known beforehand.
  ///
  /// @param connectedAt when the connection that broke had begun, as in its birth
  record Death(long epoch, Instant connectedAt) implements UpMessage {
    public Death {
      Check.notNegative("epoch", epoch);
      connectedAt = Check.millis(connectedAt);
    }
  }

  /// How the site is. Not in custody: only the newest matters.
  ///
  /// @param waiting how many readings and events wait to be sent, for the first time or again; what
  ///     is under way is not counted
  /// @param timeLeft while it runs on its battery and knows that battery
  /// @param bearers its ways out, best first; empty when there is no news of them
  record Status(
      Instant at,
      PowerState power,
      int batteryMillivolts,
      int batteryPercent,
      long waiting,
      Optional<Instant> oldestWaiting,
      Optional<TimeLeft> timeLeft,
      List<BearerReport> bearers)
      implements UpMessage {

    /// Without news of its bearers.
    public Status(
        Instant at,
        PowerState power,
        int batteryMillivolts,
        int batteryPercent,
        long waiting,
        Optional<Instant> oldestWaiting,
        Optional<TimeLeft> timeLeft) {
      this(
          at,
          power,
          batteryMillivolts,
          batteryPercent,
          waiting,
          oldestWaiting,
          timeLeft,
          List.of());
    }

    /// Of a site that does not know how long it lasts.
    public Status(
        Instant at,
        PowerState power,
        int batteryMillivolts,
        int batteryPercent,
        long waiting,
        Optional<Instant> oldestWaiting) {
      this(at, power, batteryMillivolts, batteryPercent, waiting, oldestWaiting, Optional.empty());
    }

    public Status {
      at = Check.millis(at);
      Check.between("battery millivolts", UNKNOWN, 1_000_000, batteryMillivolts);
      Check.between("battery percent", UNKNOWN, 100, batteryPercent);
      Check.notNegative("waiting", waiting);
      oldestWaiting = oldestWaiting.map(Check::millis);
      bearers = List.copyOf(bearers);
      Check.between("bearers", 0, Wire.MAX_BEARERS, bearers.size());
    }

    /// The same with news of its bearers.
    public Status with(List<BearerReport> news) {
      return new Status(
          at, power, batteryMillivolts, batteryPercent, waiting, oldestWaiting, timeLeft, news);
    }

    /// The same, told together with so many of what waits.
    public Status besides(long items) {
      long left = Math.max(0, waiting - items);
      return new Status(
          at,
          power,
          batteryMillivolts,
          batteryPercent,
          left,
          left == 0 ? Optional.empty() : oldestWaiting,
          timeLeft,
          bearers);
    }
  }

  /// Readings with the sequence numbers `firstSeq`, `firstSeq + 1`, … of stream READINGS.
  ///
  /// @param status how the site is, when that was to be told anyway: a message less
  /// @param ackCanWait whether the sender is content with an ack that it asks for later
  record ReadingsBatch(
      long epoch,
      long firstSeq,
      List<Reading> readings,
      Optional<Status> status,
      boolean ackCanWait)
      implements UpMessage {
    public ReadingsBatch(long epoch, long firstSeq, List<Reading> readings) {
      this(epoch, firstSeq, readings, Optional.empty(), false);
    }

    public ReadingsBatch {
      Check.notNegative("epoch", epoch);
      Check.seq(firstSeq);
      readings = List.copyOf(readings);
      Check.between("readings of a batch", 1, Wire.MAX_READINGS, readings.size());
      if (firstSeq > Long.MAX_VALUE - readings.size()) {
        throw new IllegalArgumentException("sequence numbers have an end");
      }
      var sensors = new HashSet<SensorId>();
      readings.forEach(reading -> sensors.add(reading.sensor()));
      Check.between("sensors of a batch", 1, Wire.MAX_BATCH_SENSORS, sensors.size());
    }

    public SeqRange range() {
      return new SeqRange(firstSeq, firstSeq + readings.size() - 1);
    }
  }

  /// Something needs a human, or no longer does (`raised` false). Stream EVENTS.
  record Alarm(
      long epoch,
      long seq,
      AlarmKind kind,
      boolean raised,
      Instant at,
      Optional<SensorId> sensor,
      long value)
      implements UpMessage {
    public Alarm {
      Check.notNegative("epoch", epoch);
      Check.seq(seq);
      at = Check.millis(at);
    }

    /// The same with another date: that of the sender was not to be believed.
    public Alarm redated(Instant believed) {
      return new Alarm(epoch, seq, kind, raised, believed, sensor, value);
    }
  }

  /// The site is fed in another way from now on. Stream EVENTS.
  record PowerChange(
      long epoch, long seq, PowerState state, Instant at, int batteryMillivolts, int batteryPercent)
      implements UpMessage {
    public PowerChange {
      Check.notNegative("epoch", epoch);
      Check.seq(seq);
      at = Check.millis(at);
      Check.between("battery millivolts", UNKNOWN, 1_000_000, batteryMillivolts);
      Check.between("battery percent", UNKNOWN, 100, batteryPercent);
    }

    /// The same with another date: that of the sender was not to be believed.
    public PowerChange redated(Instant believed) {
      return new PowerChange(epoch, seq, state, believed, batteryMillivolts, batteryPercent);
    }
  }

  /// What this site had to let go of before it could be sent: its outbox was full. In custody, so
  /// that a loss is known for certain and never guessed from a gap.
  ///
  /// @param stream whose numbers these are
  /// @param count how many of these numbers had not been confirmed before
  /// @param from when the oldest of them was observed
  /// @param to when the newest of them was observed
  record Dropped(
      long epoch,
      long seq,
      Instant at,
      Stream stream,
      SeqRange range,
      long count,
      Instant from,
      Instant to)
      implements UpMessage {
    public Dropped {
      Check.notNegative("epoch", epoch);
      Check.seq(seq);
      Check.notNegative("count", count);
      at = Check.millis(at);
      from = Check.millis(from);
      to = Check.millis(to);
    }

    /// The same with another date: that of the sender was not to be believed.
    public Dropped redated(Instant believed) {
      return new Dropped(epoch, seq, believed, stream, range, count, from, to);
    }
  }

  /// What the sensors measured in one window of time, where telling each reading would cost too
  /// much. Not in custody: the readings themselves are, and follow when a cheaper bearer is there.
  /// Of two of the same window the one that counts more readings stands, so it may be told while
  // the
  /// window still lasts.
  record Summary(Instant beginsAt, Duration span, List<SensorSummary> sensors)
      implements UpMessage {
    public Summary {
      beginsAt = Check.millis(beginsAt);
      Check.between("seconds of a summary", 60, 3_600, Math.toIntExact(span.toSeconds()));
      sensors = List.copyOf(sensors);
      Check.between("sensors of a summary", 1, Wire.MAX_SITE_SENSORS, sensors.size());
      var seen = new HashSet<SensorId>();
      for (SensorSummary summary : sensors) {
        if (!seen.add(summary.sensor())) {
          throw new IllegalArgumentException(summary.sensor() + " is summed up twice");
        }
        long after = Duration.between(beginsAt, summary.lastAt()).toMillis();
        if (after < 0 || after >= span.toMillis()) {
          throw new IllegalArgumentException("the last reading lies outside of the window");
        }
      }
    }
  }

  /// A picture was taken; its bytes follow as [SnapshotChunk]s. Stream SNAPSHOTS.
  record SnapshotOffer(
      long epoch,
      long seq,
      Instant takenAt,
      String mediaType,
      long size,
      Sha256 digest,
      int width,
      int height)
      implements UpMessage {
    public SnapshotOffer {
      Check.notNegative("epoch", epoch);
      Check.seq(seq);
      takenAt = Check.millis(takenAt);
      Check.text("media type", mediaType, 64);
      Check.notNegative("size", size);
      Check.between("width", 1, 65_535, width);
      Check.between("height", 1, 65_535, height);
    }
  }

  /// Some bytes of the picture with that digest.
  record SnapshotChunk(Sha256 digest, long offset, Bytes bytes) implements UpMessage {
    public SnapshotChunk {
      Check.notNegative("offset", offset);
      Check.between("bytes of a chunk", 1, Wire.MAX_CHUNK, bytes.size());
    }
  }
}
