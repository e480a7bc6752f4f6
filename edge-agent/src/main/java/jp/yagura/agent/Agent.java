package jp.yagura.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import jp.yagura.agent.camera.Cameras;
import jp.yagura.agent.care.Care;
import jp.yagura.agent.care.Photographer;
import jp.yagura.agent.clock.Boot;
import jp.yagura.agent.clock.MarkerFiles;
import jp.yagura.agent.clock.Timekeeper;
import jp.yagura.agent.identity.IdentityFiles;
import jp.yagura.agent.identity.IdentityHolder;
import jp.yagura.agent.onthespot.Page;
import jp.yagura.agent.outbox.Keep;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.agent.outbox.Waiting;
import jp.yagura.agent.power.PowerMonitor;
import jp.yagura.agent.site.CadenceConfig;
import jp.yagura.agent.site.SensorConfig;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.agent.uplink.LineBook;
import jp.yagura.agent.uplink.Presence;
import jp.yagura.agent.uplink.Uplink;
import jp.yagura.agent.watchdog.Pulse;
import jp.yagura.agent.watchdog.Watchdog.Ward;
import jp.yagura.shared.wire.ClockState;
import jp.yagura.shared.wire.CommandAction.TakePicture;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;
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
  private final Timekeeper time;
  private final Outbox outbox;
  private final IdentityHolder identity;
  private final InstantSource steady;
  private final Housekeeping housekeeping;
  private final Recorder recorder;
  private final Care care;
  private final Senses senses;
  private final Pulse uplinkPulse;
  private final LineBook book;
  private final PictureRecorder pictures;
  private final Optional<Cameras> cameras;
  private final Optional<LocalBox> localBox;
  private final Optional<Page> page;
  private Map<String, String> notes;
  private volatile Uplink uplink;
  private boolean closed;

  private Agent(
      SiteConfig site,
      Outbox outbox,
      Devices devices,
      IdentityHolder identity,
      Remote remote,
      InstantSource clock,
      Boot boot)
      throws OutboxException {
    this.site = site;
    this.outbox = outbox;
    this.steady = new SteadyClock(clock.instant());
    this.time =
        new Timekeeper(
            clock,
            boot,
            new MarkerFiles(site.clock().synchronised()),
            outbox.past(),
            offset -> putRight(outbox, offset));
    this.housekeeping = new Housekeeping(time, outbox);
    this.identity = identity;
    this.care =
        new Care(
            site,
            identity,
            remote.trial(),
            time,
            steady,
            this::takePicture,
            this::apply,
            remote.restart(),
            this::wake);
    this.uplinkPulse = new Pulse("uplink", UPLINK_GRACE, steady);
    this.book = new LineBook(site.uplink().bearers(), uplinkPulse, time, this::isConfirmed);
    this.notes = outbox.notes();
    this.uplink = newUplink();
    this.recorder = new Recorder(outbox, time, () -> uplink.wake());
    this.senses =
        new Senses(
            care.config(),
            devices,
            notes,
            recorder,
            readings -> uplink.measured(readings),
            time,
            steady);
    this.pictures = new PictureRecorder(outbox, recorder, () -> uplink.wake());
    this.cameras = site.cameras().isEmpty() ? Optional.empty() : Optional.of(newCameras());
    this.localBox =
        site.page()
            .map(_ -> new LocalBox(site, senses, outbox, recorder, book, pictures::newest, time));
    this.page = site.page().flatMap(config -> localBox.map(box -> new Page(config, box, steady)));
  }

  /// Only where there is a camera: drawing and compressing take memory.
  private Cameras newCameras() {
    return new Cameras(site, () -> senses.power().state(), pictures, time::moment, steady);
  }

  private Photographer.Answer takePicture(TakePicture wish) {
    Cameras.Answer answer =
        cameras.map(all -> all.take(wish)).orElse(Cameras.Answer.NO_SUCH_CAMERA);
    return switch (answer) {
      case GRANTED -> Photographer.Answer.GRANTED;
      case NO_SUCH_CAMERA -> Photographer.Answer.NO_SUCH_CAMERA;
      case TOO_MANY -> Photographer.Answer.FLOOD;
    };
  }

  private boolean isConfirmed(long event) {
    return outbox.isSettled(Stream.EVENTS, SeqRange.only(event));
  }

  private static boolean putRight(Outbox outbox, long offset) {
    try {
      long rows = outbox.trueTimeIs(offset);
      if (rows > 0) {
        log.info("true time is known, dated anew rows={}", rows);
      }
      return true;
    } catch (OutboxException e) {
      log.warn("what was dated wrongly cannot be put right yet why=\"{}\"", e.getMessage());
      return false;
    }
  }

  /// What headquarters may do from afar needs of the program around.
  ///
  /// @param trial for how long new settings must show that they work
  /// @param restart ends the program in order, so that whoever started it starts it again
  record Remote(Duration trial, Runnable restart) {
    static Remote none() {
      return new Remote(Duration.ofMinutes(3), () -> {});
    }
  }

  private void apply(SiteConfig changed) {
    senses.retune(changed);
    uplink.wake();
  }

  private void wake() {
    uplink.wake();
  }

  static Agent start(SiteConfig site, InstantSource clock) throws OutboxException, IOException {
    return start(site, Remote.none(), clock);
  }

  static Agent start(SiteConfig site, Remote remote, InstantSource clock)
      throws OutboxException, IOException {
    return start(site, new Drivers(), remote, clock, Boot.ofThisMachine());
  }

  /// @param clock that of the machine, which may be wrong
  static Agent start(
      SiteConfig site, Devices devices, Remote remote, InstantSource clock, Boot boot)
      throws OutboxException, IOException {
    IdentityHolder identity = IdentityHolder.open(site.address(), new IdentityFiles(site.data()));
    var keep = new Keep(site.custody().mostBytes(), site.custody().archive());
    Outbox outbox = Outbox.open(outboxFile(site), clock, keep, boot, RandomGenerator.getDefault());
    try {
      Agent agent = new Agent(site, outbox, devices, identity, remote, clock, boot);
      log.info(
          "started site={} epoch={} waiting={}",
          site.address(),
          outbox.epoch(),
          agent.waiting().items());
      agent.senses.start();
      agent.cameras.ifPresent(Cameras::start);
      agent.care.start();
      agent.uplink.start();
      agent.housekeeping.start();
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
        site,
        this::cadence,
        outbox,
        notes,
        this,
        care,
        identity,
        time,
        steady,
        RandomGenerator.getDefault(),
        book);
  }

  @Override
  public Birth birth(Instant connectedAt, String bearer) {
    return new Birth(
        outbox.epoch(),
        connectedAt,
        Version.current(),
        senses.power().state(),
        site.sensors().stream().map(SensorConfig::id).toList(),
        bearer,
        outbox.tails(),
        Optional.of(time.state()),
        care.configVersion());
  }

  @Override
  public Death death(Instant connectedAt) {
    return new Death(outbox.epoch(), connectedAt);
  }

  @Override
  public Status status(Waiting waiting) {
    PowerMonitor.View power = senses.power();
    return new Status(
        time.instant(),
        power.state(),
        power.batteryMillivolts(),
        power.batteryPercent(),
        waiting.items(),
        waiting.oldest(),
        power.onBattery().map(left -> left.speaking(senses.tempo().slowerThanUsual(power.state()))),
        Optional.of(time.state()).filter(state -> state != ClockState.SYNCHRONISED));
  }

  private CadenceConfig cadence() {
    return senses.tempo().in(senses.power().state());
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
    try {
      notes = outbox.notes(); // what the bearers have cost until now, too
    } catch (OutboxException e) {
      log.warn("notes cannot be read, going on with older ones why=\"{}\"", e.getMessage());
    }
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

  /// First cameras and senses, so that nothing new comes; then the uplink, which sends what it
  /// still can; then the outbox, which keeps the rest.
  @Override
  public void close() throws InterruptedException, OutboxException {
    page.ifPresent(Page::close);
    localBox.ifPresent(LocalBox::close);
    if (cameras.isPresent()) {
      cameras.get().close();
    }
    senses.close();
    housekeeping.close();
    synchronized (this) {
      closed = true;
    }
    uplink.close();
    care.close();
    outbox.close();
    log.info("stopped site={}", site.address());
  }
}
