package jp.yagura.command.telemetry.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import jp.yagura.command.device.DeviceDesk;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.StorageException;
import jp.yagura.command.site.Sites;
import jp.yagura.command.telemetry.BurstLog;
import jp.yagura.command.telemetry.broker.UplinkMessage;
import jp.yagura.command.telemetry.broker.UplinkSource;
import jp.yagura.command.telemetry.ingest.Arrival.Odd;
import jp.yagura.command.telemetry.ingest.Arrival.Understood;
import jp.yagura.command.telemetry.watch.Watch;
import jp.yagura.shared.wire.DownMessage.TimeIs;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.Death;
import jp.yagura.shared.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what the brokers deliver, a group at a time, and acknowledges a message only when it is on
 * disk. When storing fails it waits and tries again, acknowledging nothing, so that the senders
 * keep their data; a message that cannot be stored for a reason of its own goes to quarantine
 * alone.
 */
@Singleton
public final class Ingest {

  private static final int MOST_IN_A_GROUP = 4_096;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Logger log = LoggerFactory.getLogger(Ingest.class);

  private final Database database;
  private final Sites sites;
  private final Watch watch;
  private final PictureIntake pictureIntake;
  private final MessageReader reader;
  private final DeviceDesk devices;
  private final QuarantineTable quarantine;
  private final GapWatch gaps;
  private final Clock clock;
  private final MeterRegistry meters;
  private final BurstLog bursts;
  private final LinkedBlockingQueue<Delivery> arrived = new LinkedBlockingQueue<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("durable-acks").factory());
  private final AckDesk acks = new AckDesk(timer);
  private final Thread thread = Thread.ofPlatform().name("ingest").unstarted(this::serve);
  private final Counter readings;
  private final Counter pictures;
  private final Counter duplicates;
  private volatile boolean open = true;

  private record Delivery(UplinkSource source, UplinkMessage message) {}

  Ingest(
      Database database,
      Sites sites,
      Watch watch,
      PictureIntake pictureIntake,
      MessageReader reader,
      GapWatch gaps,
      DeviceDesk devices,
      Clock clock,
      MeterRegistry meters) {
    this.database = database;
    this.sites = sites;
    this.watch = watch;
    this.pictureIntake = pictureIntake;
    this.reader = reader;
    this.gaps = gaps;
    this.clock = clock;
    this.devices = devices;
    this.quarantine = new QuarantineTable(clock);
    this.meters = meters;
    this.bursts = new BurstLog(log, clock);
    this.readings = meters.counter("yagura.ingest.readings");
    this.pictures = meters.counter("yagura.ingest.pictures");
    this.duplicates = meters.counter("yagura.ingest.duplicates");
    meters.gauge("yagura.ingest.waiting", arrived, LinkedBlockingQueue::size);
  }

  /** Listens to all these brokers; the same message may come by several. */
  public void start(List<UplinkSource> sources) {
    thread.start();
    sources.forEach(source -> source.start(message -> arrived.add(new Delivery(source, message))));
  }

  private void serve() {
    var group = new ArrayList<Delivery>();
    while (open) {
      try {
        group.add(arrived.take());
        arrived.drainTo(group, MOST_IN_A_GROUP - 1);
        store(group);
      } catch (InterruptedException e) {
        log.debug("the ingest was woken to stop; what it held comes again");
      } catch (RuntimeException | Error e) {
        // One that dies here would leave all towers waiting and nobody the wiser.
        log.error("the ingest stumbled; what it held comes again", e);
        group.forEach(delivery -> delivery.message().giveBack());
      } finally {
        group.clear();
      }
    }
  }

  /** Until it is stored, or we stop: giving up would mean losing it. */
  private void store(List<Delivery> group) throws InterruptedException {
    List<Arrival> arrivals = group.stream().map(this::read).toList();
    Duration pause = FIRST_PAUSE;
    while (open) {
      try {
        finish(group, attempt(arrivals));
        return;
      } catch (StorageException e) {
        bursts.warn(
            "storage", "readings cannot be stored, the senders keep them: " + e.getMessage());
        Thread.sleep(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      } catch (RuntimeException e) {
        log.warn("a group of {} could not be stored; each is tried alone", group.size(), e);
        storeOneByOne(group, arrivals);
        return;
      }
    }
  }

  private void storeOneByOne(List<Delivery> group, List<Arrival> arrivals) {
    for (int i = 0; i < group.size(); i++) {
      List<Delivery> alone = group.subList(i, i + 1);
      try {
        finish(alone, attempt(arrivals.subList(i, i + 1)));
      } catch (StorageException e) {
        alone.getFirst().message().giveBack();
      } catch (RuntimeException e) {
        quarantineAlone(alone, e);
      }
    }
  }

  private void quarantineAlone(List<Delivery> alone, RuntimeException why) {
    UplinkMessage message = alone.getFirst().message();
    var odd =
        new Odd(
            message.topic(),
            Oddity.UNSTORABLE,
            String.valueOf(why.getMessage()),
            message.payload(),
            message.receivedAt());
    try {
      finish(alone, attempt(List.of(odd)));
    } catch (RuntimeException e) {
      log.error("a message could not even be quarantined and comes again", e);
      message.giveBack();
    }
  }

  private StoreGroup.Stored attempt(List<Arrival> arrivals) {
    return database.write(
        new StoreGroup(arrivals, sites, watch, pictureIntake, quarantine, devices::take));
  }

  private void finish(List<Delivery> group, StoreGroup.Stored stored) {
    readings.increment(stored.readings());
    pictures.increment(stored.pictures());
    duplicates.increment(stored.duplicates());
    stored.odd().forEach(this::count);
    group.forEach(delivery -> delivery.message().acknowledge());
    // The road it came by is a road that works; an ack that also goes by others does no harm.
    Set<UplinkSource> roads = group.stream().map(Delivery::source).collect(Collectors.toSet());
    for (UplinkSource road : roads) {
      acks.note(road, stored.acks());
      acks.answer(road, stored.wanted());
    }
    gaps.note(roads, stored.extents());
  }

  private void count(Odd odd) {
    meters.counter("yagura.ingest.odd", "reason", odd.oddity().name()).increment();
    bursts.warn(
        odd.oddity() + " " + odd.topic(),
        "set aside as " + odd.oddity() + " from " + odd.topic() + " " + odd.detail());
  }

  private Arrival read(Delivery delivery) {
    UplinkMessage message = delivery.message();
    Arrival arrival =
        reader.read(message.topic(), message.payload(), message.retained(), message.receivedAt());
    if (arrival instanceof Understood in && in.message() instanceof Birth birth) {
      tellTheTime(delivery.source(), in, birth);
    } else if (arrival instanceof Understood in && in.message() instanceof Death) {
      gaps.gone(in.site().address());
    }
    return arrival;
  }

  /**
   * At once, and not after the commit: the tower takes half of the time that the answer takes off.
   */
  private void tellTheTime(UplinkSource source, Understood in, Birth birth) {
    var time = new TimeIs(birth.connectedAt(), clock.instant(), in.retained());
    source.publish(Topic.of(in.site().address(), Kind.TIME), Wire.encode(time));
  }

  @PreDestroy
  void close() {
    open = false;
    thread.interrupt();
    timer.shutdown();
  }
}
