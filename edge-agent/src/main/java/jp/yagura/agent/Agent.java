package jp.yagura.agent;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import jp.yagura.agent.camera.Cameras;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.agent.outbox.Waiting;
import jp.yagura.agent.power.PowerMonitor;
import jp.yagura.agent.power.Tempo;
import jp.yagura.agent.site.CadenceConfig;
import jp.yagura.agent.site.SensorConfig;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.agent.uplink.Presence;
import jp.yagura.agent.uplink.Uplink;
import jp.yagura.shared.wire.CommandAction.TakePicture;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.Death;
import jp.yagura.shared.wire.UpMessage.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All parts of one box, put together, running from construction to [#close].
final class Agent implements AutoCloseable, Presence {
  private static final Logger log = LoggerFactory.getLogger(Agent.class);

  private final SiteConfig site;
  private final InstantSource clock;
  private final Outbox outbox;
  private final Tempo tempo;
  private final Senses senses;
  private final Uplink uplink;
  private final Optional<Cameras> cameras;

  private Agent(SiteConfig site, Outbox outbox, InstantSource clock) throws OutboxException {
    this.site = site;
    this.clock = clock;
    this.outbox = outbox;
    this.tempo = Tempo.of(site.cadence(), site.powerPlan());
    this.uplink =
        new Uplink(
            site,
            this::cadence,
            outbox,
            this,
            clock,
            new SteadyClock(clock.instant()),
            RandomGenerator.getDefault());
    Recorder recorder = new Recorder(outbox, clock, uplink::wake);
    this.senses = new Senses(site, tempo, outbox.notes(), recorder, clock);
    this.cameras = site.cameras().isEmpty() ? Optional.empty() : Optional.of(cameras(recorder));
  }

  /// Only where there is a camera: drawing and compressing take memory.
  private Cameras cameras(Recorder recorder) {
    return new Cameras(
        site,
        () -> senses.power().state(),
        new PictureRecorder(outbox, recorder, uplink::wake),
        clock,
        new SteadyClock(clock.instant()));
  }

  static Agent start(SiteConfig site, InstantSource clock) throws OutboxException {
    Outbox outbox = Outbox.open(outboxFile(site), clock, site.custody().mostBytes());
    try {
      Agent agent = new Agent(site, outbox, clock);
      log.info(
          "started site={} epoch={} waiting={}",
          site.address(),
          outbox.epoch(),
          agent.waiting().items());
      agent.senses.start();
      agent.cameras.ifPresent(Cameras::start);
      agent.uplink.start();
      return agent;
    } catch (OutboxException e) {
      outbox.close();
      throw e;
    }
  }

  private static Path outboxFile(SiteConfig site) {
    return site.data().resolve("outbox.db");
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

  @Override
  public void takePicture(TakePicture wish) {
    cameras.ifPresentOrElse(
        all -> all.take(wish), () -> log.warn("wish for a picture refused, there is no camera"));
  }

  private CadenceConfig cadence() {
    return tempo.in(senses.power().state());
  }

  /// Everything that the command center has not confirmed.
  Waiting waiting() throws OutboxException {
    return outbox.waiting();
  }

  /// First the senses, so that nothing new comes; then the uplink, which sends what it still can;
  /// then the outbox, which keeps the rest.
  @Override
  public void close() throws InterruptedException, OutboxException {
    if (cameras.isPresent()) {
      cameras.get().close();
    }
    senses.close();
    uplink.close();
    outbox.close();
    log.info("stopped site={}", site.address());
  }
}
