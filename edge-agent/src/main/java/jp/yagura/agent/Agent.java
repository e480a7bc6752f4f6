package jp.yagura.agent;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import jp.yagura.agent.onthespot.Page;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.agent.outbox.Waiting;
import jp.yagura.agent.power.PowerMonitor;
import jp.yagura.agent.power.Tempo;
import jp.yagura.agent.site.CadenceConfig;
import jp.yagura.agent.site.SensorConfig;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.agent.uplink.LineBook;
import jp.yagura.agent.uplink.Presence;
import jp.yagura.agent.uplink.Uplink;
import jp.yagura.agent.watchdog.Pulse;
import jp.yagura.agent.watchdog.Watchdog.Ward;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.Death;
import jp.yagura.shared.wire.UpMessage.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All parts of one box, put together, running from construction to [#close].
final class Agent implements AutoCloseable, Presence {
  private static final Logger log = LoggerFactory.getLogger(Agent.class);

  /// Beyond what it has announced: a commit of somebody else's on a slow card it may wait for.
  private static final Duration UPLINK_GRACE = Duration.ofSeconds(60);

  private final SiteConfig site;
  private final InstantSource clock;
  private final InstantSource steady;
  private final Outbox outbox;
  private final Tempo tempo;
  private final Recorder recorder;
  private final Senses senses;
  private final Pulse uplinkPulse;
  private final LineBook book;
  private final Optional<LocalBox> localBox;
  private final Optional<Page> page;
  private volatile Uplink uplink;
  private boolean closed;

  private Agent(SiteConfig site, Outbox outbox, Devices devices, InstantSource clock)
      throws OutboxException {
    this.site = site;
    this.clock = clock;
    this.steady = new SteadyClock(clock.instant());
    this.outbox = outbox;
    this.tempo = Tempo.of(site.cadence(), site.powerPlan());
    this.uplinkPulse = new Pulse("uplink", UPLINK_GRACE, steady);
    this.book = new LineBook(site.brokers(), uplinkPulse, clock);
    this.uplink = newUplink();
    this.recorder = new Recorder(outbox, clock, () -> uplink.wake());
    this.senses = new Senses(site, tempo, devices, outbox.notes(), recorder, clock, steady);
    this.localBox = site.page().map(_ -> new LocalBox(site, senses, outbox, recorder, book, clock));
    this.page = site.page().flatMap(config -> localBox.map(box -> new Page(config, box, steady)));
  }

  static Agent start(SiteConfig site, InstantSource clock) throws OutboxException {
    return start(site, new Drivers(), clock);
  }

  static Agent start(SiteConfig site, Devices devices, InstantSource clock) throws OutboxException {
    Outbox outbox = Outbox.open(outboxFile(site), clock, site.custody().mostBytes());
    try {
      Agent agent = new Agent(site, outbox, devices, clock);
      log.info(
          "started site={} epoch={} waiting={}",
          site.address(),
          outbox.epoch(),
          agent.waiting().items());
      agent.senses.start();
      agent.uplink.start();
      agent.page.ifPresent(Page::open);
      return agent;
    } catch (OutboxException e) {
      outbox.close();
      throw e;
    }
  }

  private static Path outboxFile(SiteConfig site) {
    return site.data().resolve("outbox.db");
  }

  private Uplink newUplink() {
    return new Uplink(
        site, this::cadence, outbox, this, clock, steady, RandomGenerator.getDefault(), book);
  }

  @Override
  public Birth birth(Instant connectedAt, String bearer) {
    return new Birth(
        outbox.epoch(),
        connectedAt,
        Version.current(),
        senses.power().state(),
        site.sensors().stream().map(SensorConfig::id).toList(),
        bearer);
  }

  @Override
  public Death death(Instant connectedAt) {
    return new Death(outbox.epoch(), connectedAt);
  }

  @Override
  public Status status(Waiting waiting) {
    PowerMonitor.View power = senses.power();
    return new Status(
        clock.instant(),
        power.state(),
        power.batteryMillivolts(),
        power.batteryPercent(),
        waiting.items(),
        waiting.oldest(),
        power.onBattery().map(left -> left.speaking(tempo.slowerThanUsual(power.state()))));
  }

  private CadenceConfig cadence() {
    return tempo.in(senses.power().state());
  }

  /// Everything that the command center has not confirmed.
  Waiting waiting() throws OutboxException {
    return outbox.waiting();
  }

  /// What recording stands and falls with.
  List<Pulse> vital() {
    return senses.pulses();
  }

  /// The uplink, which is made anew when it hangs: what it had under way is still in the outbox.
  Ward uplinkWard() {
    return new Ward(uplinkPulse, UPLINK_GRACE, this::remakeUplink);
  }

  private synchronized void remakeUplink() {
    if (closed) {
      return;
    }
    uplink.abandon();
    uplink = newUplink();
    uplink.start();
  }

  /// Where the page listens, once it does.
  Optional<InetSocketAddress> pageAddress() {
    return page.flatMap(Page::address);
  }

  /// One line for whoever asks systemd.
  String summary() {
    String connected =
        book.view().lines().stream()
            .filter(line -> line.connectedSince().isPresent())
            .map(line -> "connected to " + line.broker().uri())
            .findFirst()
            .orElse("not connected");
    return senses.power().state() + ", " + connected;
  }

  /// First the senses, so that nothing new comes; then the uplink, which sends what it still can;
  /// then the outbox, which keeps the rest.
  @Override
  public void close() throws InterruptedException, OutboxException {
    page.ifPresent(Page::close);
    localBox.ifPresent(LocalBox::close);
    senses.close();
    synchronized (this) {
      closed = true;
    }
    uplink.close();
    outbox.close();
    log.info("stopped site={}", site.address());
  }
}
