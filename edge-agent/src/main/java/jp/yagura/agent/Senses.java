package jp.yagura.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import jp.yagura.agent.clock.Moment;
import jp.yagura.agent.clock.Timekeeper;
import jp.yagura.agent.outbox.Entry;
import jp.yagura.agent.outbox.Occurrence;
import jp.yagura.agent.power.PowerMonitor;
import jp.yagura.agent.power.Tempo;
import jp.yagura.agent.sensor.OverflowContact;
import jp.yagura.agent.sensor.Probe;
import jp.yagura.agent.site.SensorConfig;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.agent.watchdog.Pulse;
import jp.yagura.shared.wire.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The clocks of sensing: sensors at the site's own pace, and what must not wait (mains, the
/// overflow contact) once a second. Each device is asked in a thread of its own, so that one that
/// hangs delays neither another's reading nor another's alarm.
final class Senses implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Senses.class);
  private static final Duration WATCH_PACE = Duration.ofSeconds(1);

  private volatile Tempo tempo;

  /// How long a device may take: half a round, but neither less nor more than devices need.
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);

  private static final Duration MOST_PATIENCE = Duration.ofSeconds(5);

  /// A disk that is worn out may take its time for a commit; one that takes longer never ends it.
  private static final Duration LONGEST_COMMIT = Duration.ofSeconds(60);

  private record Post(PatientDriver driver, Probe probe) {}

  private final List<Post> posts;
  private final PatientPowerDriver supply;
  private final PowerMonitor power;
  private final Optional<PatientDriver> contact;
  private final Optional<OverflowContact> overflow;
  private final Recorder recorder;
  private final Consumer<List<Reading>> onReadings;
  private final Timekeeper time;
  private final Pulse samplingPulse;
  private final Pulse powerPulse;
  private volatile Duration samplePace = Duration.ZERO;
  private Optional<Future<?>> samplingRounds = Optional.empty();
  private final ScheduledExecutorService sampling = pacemaker("sampling");
  private final ScheduledExecutorService watchingPower = pacemaker("watching-power");
  private final ScheduledExecutorService watchingBank = pacemaker("watching-bank");

  /// @param notes what the outbox remembers from before the restart
  /// @param onReadings told of each round while the time is known
  /// @param steady only ever runs forward, whatever happens to the time of day
  Senses(
      SiteConfig site,
      Devices devices,
      Map<String, String> notes,
      Recorder recorder,
      Consumer<List<Reading>> onReadings,
      Timekeeper time,
      InstantSource steady) {
    this.tempo = Tempo.of(site.cadence(), site.powerPlan());
    this.onReadings = onReadings;
    this.recorder = recorder;
    this.time = time;
    this.posts = site.sensors().stream().map(sensor -> post(sensor, devices)).toList();
    this.supply =
        new PatientPowerDriver(devices.power(site.power(), site.powerPlan()), LEAST_PATIENCE);
    this.power = new PowerMonitor(supply, site.powerPlan(), notes, time.instant());
    this.contact =
        site.overflow()
            .map(config -> new PatientDriver("bank", devices.contact(config), LEAST_PATIENCE));
    this.overflow = contact.map(driver -> new OverflowContact(driver, notes));
    this.samplingPulse = new Pulse("sampling", LONGEST_COMMIT, steady);
    this.powerPulse = new Pulse("watching-power", LONGEST_COMMIT, steady);
  }

  private Post post(SensorConfig sensor, Devices devices) {
    var driver =
        new PatientDriver(sensor.id().toString(), devices.sensor(sensor.driver()), patience());
    return new Post(driver, new Probe(sensor, driver));
  }

  private Duration patience() {
    Duration half = tempo.normal().sample().dividedBy(2);
    if (half.compareTo(LEAST_PATIENCE) < 0) {
      return LEAST_PATIENCE;
    }
    return half.compareTo(MOST_PATIENCE) > 0 ? MOST_PATIENCE : half;
  }

  PowerMonitor.View power() {
    return power.view();
  }

  List<Probe.View> sensors() {
    return posts.stream().map(post -> post.probe().view()).toList();
  }

  /// What comes round only as long as what is sensed can be recorded: devices that hang do not stop
  /// it.
  List<Pulse> pulses() {
    return List.of(samplingPulse, powerPulse);
  }

  void start() {
    sampleAt(tempo.in(power.view().state()).sample());
    Future<?> _ = every(WATCH_PACE, watchingPower, this::watchPower);
    overflow.ifPresent(
        bank -> {
          Future<?> _ = every(WATCH_PACE, watchingBank, () -> record(bank::watch));
        });
  }

  /// Measures at another pace, and with other ideas of what is a spike, from now on. Drivers, and
  /// what watches the mains and the bank, go on as they are.
  void retune(SiteConfig site) {
    for (SensorConfig sensor : site.sensors()) {
      posts.stream()
          .filter(post -> post.probe().view().id().equals(sensor.id()))
          .forEach(post -> post.probe().retune(sensor.plausibility().spike()));
    }
    tempo = Tempo.of(site.cadence(), site.powerPlan());
    sampleAt(tempo.in(power.view().state()).sample());
  }

  /// How fast the box works, in each of its states.
  Tempo tempo() {
    return tempo;
  }

  /// At another pace from now on, beginning with a round: after a long time without one when power
  /// is back, and once more before a longer pause.
  private synchronized void sampleAt(Duration pace) {
    if (!pace.equals(samplePace)) {
      samplingRounds.ifPresent(rounds -> rounds.cancel(false));
      samplePace = pace;
      samplingRounds = Optional.of(every(pace, sampling, this::sample));
    }
  }

  private void watchPower() {
    record(power::watch);
    record(now -> Entry.of(List.of(), supply.news(now)));
    sampleAt(tempo.in(power.view().state()).sample());
    powerPulse.beat(WATCH_PACE);
  }

  private void sample() {
    record(this::lookAtAll);
    samplingPulse.beat(samplePace);
  }

  /// One moment for all of a round: it can be compared, and costs fewer bytes. Drivers are asked
  /// for the very moment that the reading will carry.
  private void record(Function<Instant, Entry> look) {
    Moment now = time.moment();
    recorder.record(look.apply(now.at()).stamped(now.stamp()));
  }

  private Entry lookAtAll(Instant now) {
    posts.forEach(post -> post.driver().begin(now));
    List<Reading> readings = new ArrayList<>();
    List<Occurrence> occurrences = new ArrayList<>();
    for (Post post : posts) {
      Probe.Look look = post.probe().look(now);
      readings.add(look.reading());
      occurrences.addAll(look.occurrences());
    }
    if (time.isSure()) {
      onReadings.accept(readings);
    }
    return Entry.of(readings, occurrences);
  }

  private static Future<?> every(Duration pace, ScheduledExecutorService pacemaker, Runnable work) {
    return pacemaker.scheduleAtFixedRate(
        () -> survive(work), 0, pace.toNanos(), TimeUnit.NANOSECONDS);
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
        log.warn("a round does not come to its end, left behind");
      }
    }
    posts.forEach(post -> post.driver().close());
    contact.ifPresent(PatientDriver::close);
    supply.close();
  }
}
