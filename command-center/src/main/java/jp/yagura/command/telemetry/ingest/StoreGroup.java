package jp.yagura.command.telemetry.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.kernel.db.Work;
import jp.yagura.command.site.Sensor;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.Sites;
import jp.yagura.command.telemetry.ingest.Arrival.Odd;
import jp.yagura.command.telemetry.ingest.Arrival.Understood;
import jp.yagura.command.telemetry.watch.DeviceEvent;
import jp.yagura.command.telemetry.watch.NewReading;
import jp.yagura.command.telemetry.watch.NewSummary;
import jp.yagura.command.telemetry.watch.StationNews;
import jp.yagura.command.telemetry.watch.Watch;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.wire.Dating;
import jp.yagura.shared.wire.DownMessage.SnapshotHave;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SensorSummary;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.SeqRanges;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.Tail;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.UpMessage.Alarm;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.Death;
import jp.yagura.shared.wire.UpMessage.Dropped;
import jp.yagura.shared.wire.UpMessage.PowerChange;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.shared.wire.UpMessage.SnapshotChunk;
import jp.yagura.shared.wire.UpMessage.SnapshotOffer;
import jp.yagura.shared.wire.UpMessage.Status;
import jp.yagura.shared.wire.UpMessage.Summary;

/**
 * One group of messages, stored whole. It keeps no state of its own between runs, so that it may be
 * run again as often as the database asks.
 */
final class StoreGroup implements Work<StoreGroup.Stored> {

  private final List<Arrival> arrivals;
  private final Sites sites;
  private final Watch watch;
  private final PictureIntake pictures;
  private final QuarantineTable quarantine;
  private final CareNews care;

  /** What towers say of themselves as machines is somebody else's business. */
  @FunctionalInterface
  interface CareNews {
    void take(Transaction tx, Site site, UpMessage message, Instant at);
  }

  /**
   * What the senders can be told, and what has to be counted.
   *
   * @param acks what is durable now, of every stream whose sender wants to know
   * @param extents how the streams stand now that were spoken of and are expected without holes
   * @param wanted of which pictures the bytes are wanted, and from where on
   */
  record Stored(
      Map<StreamKey, SeqRanges> acks,
      Map<StreamKey, Extent> extents,
      List<WantedPicture> wanted,
      int readings,
      int pictures,
      int duplicates,
      List<Odd> odd) {}

  /** The answer to an offer. */
  record WantedPicture(SiteAddress site, SnapshotHave have) {}

  StoreGroup(
      List<Arrival> arrivals,
      Sites sites,
      Watch watch,
      PictureIntake pictures,
      QuarantineTable quarantine,
      CareNews care) {
    this.arrivals = List.copyOf(arrivals);
    this.sites = sites;
    this.watch = watch;
    this.pictures = pictures;
    this.quarantine = quarantine;
    this.care = care;
  }

  @Override
  public Stored in(Transaction transaction) {
    return new Run(transaction).store();
  }

  private final class Run {

    private final Transaction tx;
    private final Set<StreamKey> streams = new HashSet<>();
    private final Set<StreamKey> asked = new HashSet<>();
    private final Map<StreamKey, Long> tails = new HashMap<>();
    private final CustodyBook custody;
    private final List<NewReading> readings = new ArrayList<>();
    private final List<NewSummary> summaries = new ArrayList<>();
    private final List<DeviceEvent> events = new ArrayList<>();
    private final List<StationNews> stations = new ArrayList<>();
    private final List<Odd> odd = new ArrayList<>();
    private final List<WantedPicture> wanted = new ArrayList<>();
    private int storedPictures;
    private int duplicates;

    Run(Transaction tx) {
      this.tx = tx;
      sites.hold(tx, sitesOfGroup());
      findStreams();
      this.custody = CustodyBook.open(tx.sql(), streams);
    }

    private Set<SiteId> sitesOfGroup() {
      var ids = new HashSet<SiteId>();
      for (Arrival arrival : arrivals) {
        if (arrival instanceof Understood understood) {
          ids.add(understood.site().address().site());
        }
      }
      return ids;
    }

    /**
     * Those that messages are numbered in; and of a site that has just connected all of them, so
     * that it hears at once what it need not send again.
     */
    private void findStreams() {
      for (Arrival arrival : arrivals) {
        if (arrival instanceof Understood understood) {
          streamOf(understood)
              .ifPresent(
                  stream -> {
                    streams.add(stream);
                    if (!canWait(understood.message())) {
                      asked.add(stream);
                    }
                  });
          if (understood.message() instanceof Dropped dropped) {
            asked.add(key(understood, dropped.ofEpoch(), dropped.stream()));
          }
          if (understood.message() instanceof Birth birth && !understood.retained()) {
            asked.add(key(understood, birth.epoch(), Stream.READINGS));
            asked.add(key(understood, birth.epoch(), Stream.EVENTS));
            asked.add(key(understood, birth.epoch(), Stream.SNAPSHOTS));
          }
          if (understood.message() instanceof Birth birth) {
            birth.tails().forEach(tail -> note(understood, tail));
          }
        }
      }
      streams.addAll(asked);
    }

    /** It hears of what it does not know to be durable, and we learn of what we should have. */
    private void note(Understood in, Tail tail) {
      for (Stream stream : List.of(Stream.READINGS, Stream.EVENTS)) {
        if (tail.last(stream) > 0) {
          StreamKey key = key(in, tail.epoch(), stream);
          tails.merge(key, tail.last(stream), Math::max);
          streams.add(key);
          if (tail.open() && !in.retained()) {
            asked.add(key);
          }
        }
      }
    }

    private static boolean canWait(UpMessage message) {
      return switch (message) {
        case ReadingsBatch batch -> batch.ackCanWait();
        case SnapshotOffer _, SnapshotChunk _ -> true; // until the picture is whole
        default -> false;
      };
    }

    Stored store() {
      for (Arrival arrival : arrivals) {
        switch (arrival) {
          case Odd one -> odd.add(one);
          case Understood understood -> take(understood);
        }
      }
      watch.store(tx, new Watch.News(readings, summaries, events, stations));
      quarantine.keep(tx.sql(), odd);
      custody.save(newest());
      var acks = new HashMap<StreamKey, SeqRanges>();
      asked.forEach(stream -> acks.put(stream, custody.stored(stream)));
      return new Stored(
          Map.copyOf(acks),
          extents(),
          List.copyOf(wanted),
          readings.size(),
          storedPictures,
          duplicates,
          List.copyOf(odd));
    }

    private Instant newest() {
      return arrivals.stream()
          .map(Arrival::receivedAt)
          .max(Comparator.naturalOrder())
          .orElse(Instant.EPOCH);
    }

    /** A tower sends its pictures in the order of their worth: holes among them tell nothing. */
    private Map<StreamKey, Extent> extents() {
      var extents = new HashMap<StreamKey, Extent>();
      streams.stream()
          .filter(key -> key.stream() != Stream.SNAPSHOTS)
          .forEach(
              key ->
                  extents.put(key, new Extent(custody.stored(key), tails.getOrDefault(key, 0L))));
      return Map.copyOf(extents);
    }

    private void take(Understood in) {
      Site site = in.site();
      if (!in.retained() && !(in.message() instanceof Death)) {
        stations.add(new StationNews.Heard(site, in.receivedAt()));
      }
      switch (in.message()) {
        case ReadingsBatch batch -> take(in, batch);
        case Alarm alarm -> {
          if (isNew(in, alarm.seq())) {
            EventTime time = timeOf(in, alarm.at(), alarm.dating());
            events.add(
                new DeviceEvent.Alarmed(
                    site,
                    alarm.redated(time.at(), time.dating()),
                    time.clockWrong(),
                    in.receivedAt()));
          }
        }
        case PowerChange change -> {
          if (isNew(in, change.seq())) {
            EventTime time = timeOf(in, change.at(), change.dating());
            events.add(
                new DeviceEvent.PowerChanged(
                    site,
                    change.redated(time.at(), time.dating()),
                    time.clockWrong(),
                    in.receivedAt()));
          }
        }
        case Dropped dropped -> take(in, dropped);
        case Birth birth -> {
          stations.add(new StationNews.Born(site, birth, in.receivedAt(), in.retained()));
          if (!in.retained()) {
            care.take(tx, site, birth, in.receivedAt());
          }
        }
        case UpMessage.Report _, UpMessage.LogPart _ ->
            care.take(tx, site, in.message(), in.receivedAt());
        case Death death -> stations.add(new StationNews.Died(site, death, in.receivedAt()));
        case Status status -> take(in, status);
        case Summary summary -> take(in, summary);
        case SnapshotOffer offer -> take(in, offer);
        case SnapshotChunk piece -> take(in, piece);
      }
    }

    private void take(Understood in, SnapshotOffer offer) {
      if (isThereAlready(in, offer.epoch(), offer.seq())) {
        return;
      }
      boolean wrong = !isBelievable(in, offer.takenAt());
      Instant takenAt = wrong ? in.receivedAt() : offer.takenAt();
      settle(
          in,
          offer.epoch(),
          offer.seq(),
          pictures.offer(tx, in.site(), offer, takenAt, wrong, in.receivedAt()));
    }

    private void take(Understood in, SnapshotChunk piece) {
      if (!isThereAlready(in, piece.epoch(), piece.seq())) {
        settle(
            in, piece.epoch(), piece.seq(), pictures.piece(tx, in.site(), piece, in.receivedAt()));
      }
    }

    /** Who sends again does not know: it is told. */
    private boolean isThereAlready(Understood in, long epoch, long seq) {
      StreamKey stream = key(in, epoch, Stream.SNAPSHOTS);
      if (!custody.stored(stream).contains(seq)) {
        return false;
      }
      duplicates++;
      asked.add(stream);
      return true;
    }

    private void settle(Understood in, long epoch, long seq, PictureIntake.Verdict verdict) {
      switch (verdict) {
        case PictureIntake.Verdict.Stored() -> {
          storedPictures++;
          crossOff(in, epoch, seq);
        }
        case PictureIntake.Verdict.Wanted(long offset) ->
            wanted.add(
                new WantedPicture(in.site().address(), new SnapshotHave(epoch, seq, offset)));
        case PictureIntake.Verdict.Taken() -> {}
        case PictureIntake.Verdict.Refused(String why, boolean forGood) -> {
          setAside(in, Oddity.BAD_PICTURE, why);
          if (forGood) {
            crossOff(in, epoch, seq);
          }
        }
      }
    }

    private void crossOff(Understood in, long epoch, long seq) {
      StreamKey stream = key(in, epoch, Stream.SNAPSHOTS);
      var _ = custody.take(stream, SeqRange.only(seq)); // if not now, then when it comes again
      asked.add(stream);
    }

    /** What will never come is crossed off, so that nobody waits for it, and told. */
    private void take(Understood in, Dropped dropped) {
      if (isNew(in, dropped.seq())) {
        var _ = custody.take(key(in, dropped.ofEpoch(), dropped.stream()), dropped.range());
        EventTime time = timeOf(in, dropped.at(), dropped.dating());
        events.add(
            new DeviceEvent.LetGo(
                in.site(),
                dropped.redated(time.at(), time.dating()),
                time.clockWrong(),
                in.receivedAt()));
      }
    }

    /** It is not numbered: it says the same however often it comes. */
    private void take(Understood in, Summary summary) {
      stations.add(new StationNews.SummedUp(in.site(), summary.span()));
      for (SensorSummary values : summary.sensors()) {
        Optional<Sensor> sensor = in.site().sensor(values.sensor());
        if (sensor.isEmpty()) {
          setAside(in, Oddity.UNKNOWN_SENSOR, values.sensor().value());
        } else if (isBelievable(in, values.lastAt())) {
          summaries.add(
              new NewSummary(
                  in.site(),
                  sensor.get(),
                  summary.beginsAt(),
                  summary.span(),
                  values,
                  in.receivedAt()));
        }
      }
    }

    private void take(Understood in, Status status) {
      if (isBelievable(in, status.at())) {
        stations.add(new StationNews.Reported(in.site(), status, in.receivedAt()));
      }
    }

    private void take(Understood in, ReadingsBatch batch) {
      batch.status().ifPresent(status -> take(in, status));
      StreamKey stream = new StreamKey(in.site().address(), batch.epoch(), Stream.READINGS);
      SeqRanges before = custody.stored(stream);
      if (before.contains(batch.range())) {
        duplicates += batch.readings().size();
        asked.add(stream); // who sends again does not know
        return;
      }
      if (!custody.take(stream, batch.range())) {
        return; // too many holes: it comes again once they are filled
      }
      var odd = new EnumMap<Oddity, String>(Oddity.class);
      long seq = batch.firstSeq();
      for (Reading reading : Plausibility.placed(batch, in.receivedAt())) {
        if (before.contains(seq)) {
          duplicates++;
        } else {
          take(in, batch, seq, reading, odd);
        }
        seq++;
      }
      odd.forEach((oddity, detail) -> setAside(in, oddity, detail));
    }

    /** A batch is set aside whole, once for each thing that is odd about it. */
    private void take(
        Understood in, ReadingsBatch batch, long seq, Reading reading, Map<Oddity, String> odd) {
      Optional<Sensor> sensor = in.site().sensor(reading.sensor());
      Optional<Oddity> wrongTime = Plausibility.doubt(reading.observedAt(), in.receivedAt());
      if (sensor.isEmpty()) {
        odd.putIfAbsent(Oddity.UNKNOWN_SENSOR, reading.sensor().value());
      } else if (wrongTime.isPresent()) {
        odd.putIfAbsent(wrongTime.get(), reading.observedAt().toString());
      } else {
        readings.add(
            new NewReading(
                in.site(),
                sensor.get(),
                batch.epoch(),
                seq,
                reading,
                batch.dating(),
                in.receivedAt()));
      }
    }

    private boolean isNew(Understood in, long seq) {
      StreamKey stream = streamOf(in).orElseThrow();
      if (custody.stored(stream).contains(seq)) {
        duplicates++;
        return false;
      }
      return custody.take(stream, SeqRange.only(seq));
    }

    private EventTime timeOf(Understood in, Instant at, Dating dating) {
      EventTime time = EventTime.of(at, dating, in.receivedAt());
      time.oddity().ifPresent(oddity -> setAside(in, oddity, at.toString()));
      return time;
    }

    private boolean isBelievable(Understood in, Instant at) {
      Optional<Oddity> doubt = Plausibility.doubt(at, in.receivedAt());
      doubt.ifPresent(oddity -> setAside(in, oddity, at.toString()));
      return doubt.isEmpty();
    }

    private void setAside(Understood in, Oddity oddity, String detail) {
      odd.add(new Odd(in.topic(), oddity, detail, in.payload(), in.receivedAt()));
    }
  }

  private static Optional<StreamKey> streamOf(Understood in) {
    return switch (in.message()) {
      case ReadingsBatch batch -> Optional.of(key(in, batch.epoch(), Stream.READINGS));
      case Alarm alarm -> Optional.of(key(in, alarm.epoch(), Stream.EVENTS));
      case PowerChange change -> Optional.of(key(in, change.epoch(), Stream.EVENTS));
      case Dropped dropped -> Optional.of(key(in, dropped.epoch(), Stream.EVENTS));
      case SnapshotOffer offer -> Optional.of(key(in, offer.epoch(), Stream.SNAPSHOTS));
      case SnapshotChunk piece -> Optional.of(key(in, piece.epoch(), Stream.SNAPSHOTS));
      case Birth _, Death _, Status _, Summary _ -> Optional.empty();
      case UpMessage.Report _, UpMessage.LogPart _ -> Optional.empty();
    };
  }

  private static StreamKey key(Understood in, long epoch, Stream stream) {
    return new StreamKey(in.site().address(), epoch, stream);
  }
}
