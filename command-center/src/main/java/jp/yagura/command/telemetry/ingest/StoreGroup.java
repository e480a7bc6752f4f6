package jp.yagura.command.telemetry.ingest;

import java.time.Instant;
import java.util.ArrayList;
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
import jp.yagura.command.telemetry.watch.StationNews;
import jp.yagura.command.telemetry.watch.Watch;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.wire.DownMessage.SnapshotHave;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.SeqRanges;
import jp.yagura.shared.wire.Stream;
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

  /**
   * What the senders can be told, and what has to be counted.
   *
   * @param acks what is durable now, of every stream whose sender wants to know
   * @param wanted of which pictures the bytes are wanted, and from where on
   */
  record Stored(
      Map<StreamKey, SeqRanges> acks,
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
      QuarantineTable quarantine) {
    this.arrivals = List.copyOf(arrivals);
    this.sites = sites;
    this.watch = watch;
    this.pictures = pictures;
    this.quarantine = quarantine;
  }

  @Override
  public Stored in(Transaction transaction) {
    return new Run(transaction).store();
  }

  private final class Run {

    private final Transaction tx;
    private final Set<StreamKey> streams = new HashSet<>();
    private final Set<StreamKey> asked = new HashSet<>();
    private final CustodyBook custody;
    private final List<NewReading> readings = new ArrayList<>();
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
            asked.add(key(understood, dropped.epoch(), dropped.stream()));
          }
          if (understood.message() instanceof Birth birth && !understood.retained()) {
            asked.add(key(understood, birth.epoch(), Stream.READINGS));
            asked.add(key(understood, birth.epoch(), Stream.EVENTS));
            asked.add(key(understood, birth.epoch(), Stream.SNAPSHOTS));
          }
        }
      }
      streams.addAll(asked);
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
      watch.store(tx, new Watch.News(readings, events, stations));
      quarantine.keep(tx.sql(), odd);
      custody.save();
      var acks = new HashMap<StreamKey, SeqRanges>();
      asked.forEach(stream -> acks.put(stream, custody.stored(stream)));
      return new Stored(
          Map.copyOf(acks),
          List.copyOf(wanted),
          readings.size(),
          storedPictures,
          duplicates,
          List.copyOf(odd));
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
            boolean wrong = !isBelievable(in, alarm.at());
            Alarm dated = wrong ? alarm.redated(in.receivedAt()) : alarm;
            events.add(new DeviceEvent.Alarmed(site, dated, wrong, in.receivedAt()));
          }
        }
        case PowerChange change -> {
          if (isNew(in, change.seq())) {
            boolean wrong = !isBelievable(in, change.at());
            PowerChange dated = wrong ? change.redated(in.receivedAt()) : change;
            events.add(new DeviceEvent.PowerChanged(site, dated, wrong, in.receivedAt()));
          }
        }
        case Dropped dropped -> take(in, dropped);
        case Birth birth ->
            stations.add(new StationNews.Born(site, birth, in.receivedAt(), in.retained()));
        case Death death -> stations.add(new StationNews.Died(site, death, in.receivedAt()));
        case Status status -> take(in, status);
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
        var _ = custody.take(key(in, dropped.epoch(), dropped.stream()), dropped.range());
        boolean wrong = !isBelievable(in, dropped.at());
        events.add(
            new DeviceEvent.LetGo(
                in.site(),
                wrong ? dropped.redated(in.receivedAt()) : dropped,
                wrong,
                in.receivedAt()));
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
      for (Reading reading : batch.readings()) {
        if (before.contains(seq)) {
          duplicates++;
        } else {
          take(in, seq, reading, odd);
        }
        seq++;
      }
      odd.forEach((oddity, detail) -> setAside(in, oddity, detail));
    }

    /** A batch is set aside whole, once for each thing that is odd about it. */
    private void take(Understood in, long seq, Reading reading, Map<Oddity, String> odd) {
      Optional<Sensor> sensor = in.site().sensor(reading.sensor());
      Optional<Oddity> wrongTime = Dating.doubt(reading.observedAt(), in.receivedAt());
      if (sensor.isEmpty()) {
        odd.putIfAbsent(Oddity.UNKNOWN_SENSOR, reading.sensor().value());
      } else if (wrongTime.isPresent()) {
        odd.putIfAbsent(wrongTime.get(), reading.observedAt().toString());
      } else {
        readings.add(new NewReading(in.site(), sensor.get(), seq, reading, in.receivedAt()));
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

    private boolean isBelievable(Understood in, Instant at) {
      Optional<Oddity> doubt = Dating.doubt(at, in.receivedAt());
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
      case Birth _, Death _, Status _ -> Optional.empty();
    };
  }

  private static StreamKey key(Understood in, long epoch, Stream stream) {
    return new StreamKey(in.site().address(), epoch, stream);
  }
}
