package jp.yagura.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jp.yagura.agent.outbox.Entry;
import jp.yagura.agent.outbox.Occurrence;
import jp.yagura.agent.power.PowerMonitor;
import jp.yagura.agent.sensor.OverflowContact;
import jp.yagura.agent.sensor.Probe;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.shared.wire.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The clocks of sensing: sensors at the site's own pace, and what must not wait (mains, the
// overflow
/// contact) once a second. Each has a thread of its own, so that one device that hangs cannot delay
/// another's alarm.
final class Senses implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Senses.class);
  private static final Duration WATCH_PACE = Duration.ofSeconds(1);

  private final Duration samplePace;
  private final List<Probe> probes;
  private final PowerMonitor power;
  private final Optional<OverflowContact> overflow;
  private final Recorder recorder;
  private final Consumer<List<Reading>> onReadings;
  private final InstantSource clock;
  private final ScheduledExecutorService sampling = pacemaker("sampling");
  private final ScheduledExecutorService watchingPower = pacemaker("watching-power");
  private final ScheduledExecutorService watchingBank = pacemaker("watching-bank");

  /// @param notes what the outbox remembers from before the restart
  /// @param onReadings told of each round
  Senses(
      SiteConfig site,
      Map<String, String> notes,
      Recorder recorder,
      Consumer<List<Reading>> onReadings,
      InstantSource clock) {
    this.onReadings = onReadings;
    this.samplePace = site.cadence().sample();
    this.probes =
        site.sensors().stream()
            .map(sensor -> new Probe(sensor, Drivers.of(sensor.driver())))
            .toList();
    this.power =
        new PowerMonitor(
            Drivers.of(site.power(), site.powerPlan()), site.powerPlan(), notes, clock.instant());
    this.overflow =
        site.overflow().map(driver -> new OverflowContact(Drivers.contactOf(driver), notes));
    this.recorder = recorder;
    this.clock = clock;
  }

  PowerMonitor.View power() {
    return power.view();
  }

  void start() {
    every(WATCH_PACE, watchingPower, () -> recorder.record(power.watch(thisMillisecond())));
    overflow.ifPresent(
        contact ->
            every(
                WATCH_PACE, watchingBank, () -> recorder.record(contact.watch(thisMillisecond()))));
    every(samplePace, sampling, this::sample);
  }

  private void sample() {
    // One moment for all sensors of a round: they can be compared, and it costs fewer bytes.
    Instant now = thisMillisecond();
    List<Reading> readings = new ArrayList<>();
    List<Occurrence> occurrences = new ArrayList<>();
    for (Probe probe : probes) {
      Probe.Look look = probe.look(now);
      readings.add(look.reading());
      occurrences.addAll(look.occurrences());
    }
    recorder.record(Entry.of(readings, occurrences));
    onReadings.accept(readings);
  }

  /// Drivers are asked for the very moment that the reading will carry.
  private Instant thisMillisecond() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static void every(Duration pace, ScheduledExecutorService pacemaker, Runnable work) {
    Future<?> _ =
        pacemaker.scheduleAtFixedRate(() -> survive(work), 0, pace.toNanos(), TimeUnit.NANOSECONDS);
  }

  // An executor drops a task that throws. What goes wrong in one round must not be the end of
  // sensing.
  private static void survive(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      log.error("round failed", e);
    }
  }

  private static ScheduledExecutorService pacemaker(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name(name).daemon().factory());
  }

  /// Lets the rounds under way finish and begins no more.
  @Override
  public void close() throws InterruptedException {
    for (ScheduledExecutorService pacemaker : List.of(sampling, watchingPower, watchingBank)) {
      pacemaker.shutdown();
      if (!pacemaker.awaitTermination(2, TimeUnit.SECONDS)) {
        log.warn("a driver does not come back, left behind");
      }
    }
  }
}
