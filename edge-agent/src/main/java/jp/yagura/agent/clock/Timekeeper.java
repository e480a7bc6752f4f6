package jp.yagura.agent.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import jp.yagura.shared.wire.ClockState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the time of day as the time since boot plus an offset, and knows whether that offset is
/// right. The machine's own clock is looked at once at the start, and believed afterwards only
/// while a time service keeps it right: whoever sets it meanwhile, and however often, moves nothing
/// here.
///
/// Before true time is known the clock runs on from the last time that was right, so that what is
/// measured keeps its order.
public final class Timekeeper implements InstantSource {
  private static final Logger log = LoggerFactory.getLogger(Timekeeper.class);

  /// Smaller differences between two clocks that are both right are not worth a step.
  private static final long TOLERANCE = 2_000;

  /// A time service lets the clock run a little faster or slower; it is followed by such steps.
  private static final long FOLLOWED = 20;

  /// An answer that took longer says too little.
  private static final long LONGEST_ROUND_TRIP = 60_000;

  /// Puts right what was dated while the time was not known.
  public interface Corrector {
    /// @param offset of true time from the time since boot, in ms
    /// @return whether it is done; if not it is asked again
    boolean trueTimeIs(long offset);
  }

  private record Told(Stamp stamp, ClockState state) {}

  private final InstantSource machine;
  private final Boot boot;
  private final TimeSource source;
  private final Corrector corrector;
  private volatile Told told;
  private long machineOffset;
  private Optional<Told> unfinished = Optional.empty();

  public Timekeeper(
      InstantSource machine, Boot boot, TimeSource source, Past past, Corrector corrector) {
    this.machine = machine;
    this.boot = boot;
    this.source = source;
    this.corrector = corrector;
    this.machineOffset = machine.millis() - boot.now();
    this.told = new Told(new Stamp(begin(past), false), ClockState.UNSURE);
    Optional<Stamp> known = past.sameBoot().filter(Stamp::sure);
    if (source.synchronised()) {
      learn(machineOffset, ClockState.SYNCHRONISED);
    } else if (known.isPresent()) {
      learn(known.get().offset(), ClockState.FROM_CENTER);
    }
    log.info("clock state={} now={}", told.state(), instant());
  }

  /// What the clock begins with while nobody knows better.
  private long begin(Past past) {
    if (past.sameBoot().isPresent()) {
      return past.sameBoot().get().offset();
    }
    Instant believed = machine.instant();
    if (past.lastSure().isEmpty() || !believed.isBefore(past.lastSure().get())) {
      return machineOffset;
    }
    Instant last = past.lastSure().get();
    Instant newest = past.newest().filter(last::isBefore).orElse(last);
    return newest.toEpochMilli() + 1 - boot.now();
  }

  @Override
  public Instant instant() {
    return moment().at();
  }

  /// The present time and how it was told.
  public Moment moment() {
    Stamp stamp = told.stamp();
    return new Moment(Instant.ofEpochMilli(boot.now() + stamp.offset()), stamp);
  }

  /// In ms.
  public long sinceBoot() {
    return boot.now();
  }

  public ClockState state() {
    return told.state();
  }

  public boolean isSure() {
    return told.stamp().sure();
  }

  /// To be called now and then: notices what a time service, or anybody else, has done to the
  /// machine's clock.
  public synchronized void look() {
    long now = machine.millis() - boot.now();
    long jump = now - machineOffset;
    if (Math.abs(jump) > TOLERANCE) {
      log.warn("the machine's clock was moved by={} trusted={}", Duration.ofMillis(jump), state());
    }
    machineOffset = now;
    unfinished.ifPresent(known -> learn(known.stamp().offset(), known.state()));
    if (source.synchronised()
        && (told.state() != ClockState.SYNCHRONISED
            || Math.abs(now - told.stamp().offset()) > FOLLOWED)) {
      learn(now, ClockState.SYNCHRONISED);
    }
  }

  /// The command center has said what time it is.
  ///
  /// @param askedAt in ms since boot
  public synchronized void told(Instant centersTime, long askedAt) {
    long now = boot.now();
    long roundTrip = now - askedAt;
    if (roundTrip < 0 || roundTrip > LONGEST_ROUND_TRIP) {
      log.info("the command center's time came too late roundTrip={}ms", roundTrip);
      return;
    }
    long offset = centersTime.toEpochMilli() + roundTrip / 2 - now;
    long difference = offset - told.stamp().offset();
    if (told.state() == ClockState.SYNCHRONISED) {
      if (Math.abs(difference) > TOLERANCE + roundTrip) {
        log.warn("the command center's clock differs by={}", Duration.ofMillis(difference));
      }
      return;
    }
    boolean same = Math.abs(difference) <= TOLERANCE + roundTrip / 2;
    learn(same ? told.stamp().offset() : offset, ClockState.FROM_CENTER);
  }

  // First what is kept, then the word that all is well: whoever reads in between finds a clock that
  // is unsure, and what is dated by that is put right as it comes in.
  private void learn(long offset, ClockState from) {
    long before = told.stamp().offset();
    boolean wasSure = isSure();
    if (!wasSure && !corrector.trueTimeIs(offset)) {
      unfinished = Optional.of(new Told(new Stamp(offset, true), from));
      return;
    }
    unfinished = Optional.empty();
    told = new Told(new Stamp(offset, true), from);
    if (!wasSure || Math.abs(offset - before) > TOLERANCE) {
      log.info("true time is known from={} movedBy={}", from, Duration.ofMillis(offset - before));
    }
  }
}
