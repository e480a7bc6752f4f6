package jp.yagura.shared.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.power.OnBattery;
import jp.yagura.shared.power.PowerState;

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
      case LogPart _ -> Kind.LOG;
      case Report _ -> Kind.REPORT;
    };
  }

  /// The site is connected. Retained, until its will puts a [Death] in its place.
  ///
  /// @param connectedAt when this connection began, as in its will: tells an old will from a new
  ///     birth
  /// @param bearer the road this connection runs over: lan, lte, satellite
  /// @param tails how far its numbers go, of this start and of earlier ones
  /// @param clock what its clock goes by, where it says so
  /// @param configVersion of the remote configuration in force; 0 for the site file alone
  record Birth(
      long epoch,
      Instant connectedAt,
      String software,
      PowerState power,
      List<SensorId> sensors,
      String bearer,
      List<Tail> tails,
      Optional<ClockState> clock,
      long configVersion)
      implements UpMessage {
    /// Of a site that tells only who it is, and is as its site file says.
    public Birth(
        long epoch,
        Instant connectedAt,
        String software,
        PowerState power,
        List<SensorId> sensors,
        String bearer) {
      this(epoch, connectedAt, software, power, sensors, bearer, List.of(), Optional.empty(), 0);
    }

    public Birth {
      Check.notNegative("configuration version", configVersion);
      Check.notNegative("epoch", epoch);
      connectedAt = Check.millis(connectedAt);
      Check.text("software", software, 100);
      sensors = List.copyOf(sensors);
      Check.between("sensors of a site", 0, Wire.MAX_SITE_SENSORS, sensors.size());
      Check.text("bearer", bearer, 32);
      tails = List.copyOf(tails);
      Check.between("tails of a site", 0, Wire.MAX_TAILS, tails.size());
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
  /// @param onBattery while it runs on its battery and knows that battery
  /// @param clock what its clock goes by; empty where the birth said it, or a time service does
  /// @param bearers its ways out, best first; empty when there is no news of them
  record Status(
      Instant at,
      PowerState power,
      int batteryMillivolts,
      int batteryPercent,
      long waiting,
      Optional<Instant> oldestWaiting,
      Optional<OnBattery> onBattery,
      Optional<ClockState> clock,
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
        Optional<OnBattery> onBattery,
        Optional<ClockState> clock) {
      this(
          at,
          power,
          batteryMillivolts,
          batteryPercent,
          waiting,
          oldestWaiting,
          onBattery,
          clock,
          List.of());
    }

    /// ... nor of its clock.
    public Status(
        Instant at,
        PowerState power,
        int batteryMillivolts,
        int batteryPercent,
        long waiting,
        Optional<Instant> oldestWaiting,
        Optional<OnBattery> onBattery) {
      this(
          at,
          power,
          batteryMillivolts,
          batteryPercent,
          waiting,
          oldestWaiting,
          onBattery,
          Optional.empty());
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
          at,
          power,
          batteryMillivolts,
          batteryPercent,
          waiting,
          oldestWaiting,
          onBattery,
          clock,
          news);
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
          onBattery,
          clock,
          bearers);
    }
  }

  /// Readings with the sequence numbers `firstSeq`, `firstSeq + 1`, … of stream READINGS.
  ///
  /// @param status how the site is, when that was to be told anyway: a message less
  /// @param ackCanWait whether the sender is content with an ack that it asks for later
  /// @param dating how far the times of all of them can be trusted
  record ReadingsBatch(
      long epoch,
      long firstSeq,
      List<Reading> readings,
      Optional<Status> status,
      boolean ackCanWait,
      Dating dating)
      implements UpMessage {
    public ReadingsBatch(long epoch, long firstSeq, List<Reading> readings) {
      this(epoch, firstSeq, readings, Optional.empty(), false);
    }

    public ReadingsBatch(
        long epoch,
        long firstSeq,
        List<Reading> readings,
        Optional<Status> status,
        boolean ackCanWait) {
      this(epoch, firstSeq, readings, status, ackCanWait, Dating.SURE);
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
      if (dating instanceof Dating.Aged) {
        throw new IllegalArgumentException("readings have times of their own, not ages");
      }
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
      long value,
      Dating dating)
      implements UpMessage {
    public Alarm(
        long epoch,
        long seq,
        AlarmKind kind,
        boolean raised,
        Instant at,
        Optional<SensorId> sensor,
        long value) {
      this(epoch, seq, kind, raised, at, sensor, value, Dating.SURE);
    }

    public Alarm {
      Check.notNegative("epoch", epoch);
      Check.seq(seq);
      at = Check.millis(at);
    }

    /// The same with another date.
    public Alarm redated(Instant believed, Dating how) {
      return new Alarm(epoch, seq, kind, raised, believed, sensor, value, how);
    }
  }

  /// The site is fed in another way from now on. Stream EVENTS.
  record PowerChange(
      long epoch,
      long seq,
      PowerState state,
      Instant at,
      int batteryMillivolts,
      int batteryPercent,
      Dating dating)
      implements UpMessage {
    public PowerChange(
        long epoch,
        long seq,
        PowerState state,
        Instant at,
        int batteryMillivolts,
        int batteryPercent) {
      this(epoch, seq, state, at, batteryMillivolts, batteryPercent, Dating.SURE);
    }

    public PowerChange {
      Check.notNegative("epoch", epoch);
      Check.seq(seq);
      at = Check.millis(at);
      Check.between("battery millivolts", UNKNOWN, 1_000_000, batteryMillivolts);
      Check.between("battery percent", UNKNOWN, 100, batteryPercent);
    }

    /// The same with another date.
    public PowerChange redated(Instant believed, Dating how) {
      return new PowerChange(epoch, seq, state, believed, batteryMillivolts, batteryPercent, how);
    }
  }

  /// What this site had to let go of before it could be sent: its outbox was full. In custody, so
  /// that a loss is known for certain and never guessed from a gap.
  ///
  /// @param stream whose numbers these are
  /// @param count how many of these numbers had not been confirmed before
  /// @param from when the oldest of them was observed
  /// @param to when the newest of them was observed
  /// @param ofEpoch whose numbers these are: of this start of the agent, or of an earlier one
  record Dropped(
      long epoch,
      long seq,
      Instant at,
      Stream stream,
      SeqRange range,
      long count,
      Instant from,
      Instant to,
      Dating dating,
      long ofEpoch)
      implements UpMessage {
    public Dropped(
        long epoch,
        long seq,
        Instant at,
        Stream stream,
        SeqRange range,
        long count,
        Instant from,
        Instant to) {
      this(epoch, seq, at, stream, range, count, from, to, Dating.SURE, epoch);
    }

    public Dropped {
      Check.notNegative("epoch", epoch);
      Check.seq(seq);
      Check.notNegative("count", count);
      Check.notNegative("epoch", ofEpoch);
      at = Check.millis(at);
      from = Check.millis(from);
      to = Check.millis(to);
    }

    /// The same with another date.
    public Dropped redated(Instant believed, Dating how) {
      return new Dropped(epoch, seq, believed, stream, range, count, from, to, how, ofEpoch);
    }
  }

  /// What the sensors measured in one window of time, where telling each reading would cost too
  /// much. Not in custody: the readings themselves are, and follow when a cheaper bearer is there.
  /// Of two of the same window the one that counts more readings stands, so it may be told while
  /// the window still lasts.
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

  /// A picture was taken. Stream SNAPSHOTS: each picture, small or large, has one number.
  ///
  /// @param inline all of its bytes, if it is small; those of others follow as [SnapshotChunk]s
  record SnapshotOffer(
      long epoch,
      long seq,
      Instant takenAt,
      String mediaType,
      long size,
      Sha256 digest,
      int width,
      int height,
      PictureSize sizeClass,
      CameraId camera,
      Optional<Bytes> inline)
      implements UpMessage {
    public SnapshotOffer {
      Check.notNegative("epoch", epoch);
      Check.seq(seq);
      takenAt = Check.millis(takenAt);
      Check.text("media type", mediaType, 64);
      if (size < 1 || size > Wire.MAX_PICTURE) {
        throw new IllegalArgumentException(
            "a picture has 1 to " + Wire.MAX_PICTURE + " bytes, but this has " + size);
      }
      Check.between("width", 1, 65_535, width);
      Check.between("height", 1, 65_535, height);
      if (inline.isPresent()) {
        Check.between("bytes of a picture in its offer", 1, Wire.MAX_INLINE, inline.get().size());
        if (inline.get().size() != size) {
          throw new IllegalArgumentException("a picture is in its offer whole or not at all");
        }
      }
    }
  }

  /// Some bytes of the picture with that number and that digest.
  record SnapshotChunk(long epoch, long seq, Sha256 digest, long offset, Bytes bytes)
      implements UpMessage {
    public SnapshotChunk {
      Check.notNegative("epoch", epoch);
      Check.seq(seq);
      Check.notNegative("offset", offset);
      Check.between("bytes of a chunk", 1, Wire.MAX_CHUNK, bytes.size());
      if (offset > Wire.MAX_PICTURE - bytes.size()) {
        throw new IllegalArgumentException("no picture has so many bytes");
      }
    }
  }

  /// A piece of the log that a command has asked for; all of them together are one gzip file. Not
  /// in custody: who misses a piece asks again.
  record LogPart(UUID command, int part, int parts, Bytes data) implements UpMessage {
    public LogPart {
      Check.between("parts of a log", 1, Wire.MAX_LOG_PARTS, parts);
      Check.between("part", 0, parts - 1, part);
      Check.between("bytes of a log's part", 1, Wire.MAX_LOG_PART, data.size());
    }
  }

  /// What became of a command or a configuration. Not in custody: an order that was not answered is
  /// given again, and then answered again.
  ///
  /// @param refused how many orders were refused since the program started, by reason
  record Report(Instant at, Optional<CareResult> result, Map<OrderRefusal, Long> refused)
      implements UpMessage {
    public Report {
      at = Check.millis(at);
      refused = Map.copyOf(refused);
      refused.values().forEach(count -> Check.notNegative("refused", count));
    }
  }
}
