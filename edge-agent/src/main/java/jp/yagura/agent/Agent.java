package jp.yagura.agent;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import jp.yagura.agent.clock.Boot;
import jp.yagura.agent.clock.MarkerFiles;
import jp.yagura.agent.clock.Timekeeper;
import jp.yagura.agent.outbox.Keep;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.agent.outbox.Waiting;
import jp.yagura.agent.power.PowerMonitor;
import jp.yagura.agent.site.SensorConfig;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.agent.uplink.Presence;
import jp.yagura.agent.uplink.Uplink;
import jp.yagura.shared.wire.ClockState;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.Death;
import jp.yagura.shared.wire.UpMessage.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All parts of one box, put together, running from construction to [#close].
final class Agent implements AutoCloseable, Presence {
  private static final Logger log = LoggerFactory.getLogger(Agent.class);

  private final SiteConfig site;
  private final Timekeeper time;
  private final Outbox outbox;
  private final Housekeeping housekeeping;
  private final Senses senses;
  private final Uplink uplink;

  private Agent(SiteConfig site, Outbox outbox, InstantSource clock, Boot boot)
      throws OutboxException {
    this.site = site;
    this.outbox = outbox;
    this.time =
        new Timekeeper(
            clock,
            boot,
            new MarkerFiles(site.clock().synchronised()),
            outbox.past(),
            offset -> putRight(outbox, offset));
    this.housekeeping = new Housekeeping(time, outbox);
    this.uplink =
        new Uplink(
            site,
            outbox,
            this,
            time,
            new SteadyClock(clock.instant()),
            RandomGenerator.getDefault());
    this.senses = new Senses(site, outbox.notes(), new Recorder(outbox, time, uplink::wake), time);
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

  static Agent start(SiteConfig site, InstantSource clock) throws OutboxException {
    return start(site, clock, Boot.ofThisMachine());
  }

  /// @param clock that of the machine, which may be wrong
  static Agent start(SiteConfig site, InstantSource clock, Boot boot) throws OutboxException {
    var keep = new Keep(site.custody().mostBytes(), site.custody().archive());
    Outbox outbox = Outbox.open(outboxFile(site), clock, keep, boot, RandomGenerator.getDefault());
    try {
      Agent agent = new Agent(site, outbox, clock, boot);
      log.info(
          "started site={} epoch={} waiting={}",
          site.address(),
          outbox.epoch(),
          agent.waiting().items());
      agent.senses.start();
      agent.uplink.start();
      agent.housekeeping.start();
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
        bearer,
        outbox.tails(),
        Optional.of(time.state()));
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
        power.timeLeft(),
        Optional.of(time.state()).filter(state -> state != ClockState.SYNCHRONISED));
  }

  /// Everything that the command center has not confirmed.
  Waiting waiting() throws OutboxException {
    return outbox.waiting();
  }

  /// First the senses, so that nothing new comes; then the uplink, which sends what it still can;
  /// then the outbox, which keeps the rest.
  @Override
  public void close() throws InterruptedException, OutboxException {
    senses.close();
    housekeeping.close();
    uplink.close();
    outbox.close();
    log.info("stopped site={}", site.address());
  }
}
