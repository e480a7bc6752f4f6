package jp.yagura.agent.watchdog;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at all pulses. What hangs and can be made anew is made anew; only while something vital
/// hangs is systemd kept waiting, until it loses patience and restarts the box.
public final class Watchdog implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

  /// Without systemd's own wish.
  private static final Duration USUAL_PACE = Duration.ofSeconds(10);

  /// systemd wants to hear at least twice in its time; three times forgives one that is late.
  private static final int TIMES_A_PERIOD = 3;

  /// After so many doublings a part that always hangs is made anew about once an hour.
  private static final int MOST_DOUBLINGS = 6;

  /// A part that can be made anew while the rest goes on.
  ///
  /// @param again for how long a new one is given to begin
  public record Ward(Pulse pulse, Duration again, Runnable remake) {}

  private final List<Pulse> vital;
  private final Ward ward;
  private final Notifier notifier;
  private final Supplier<String> status;
  private final Duration pace;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("watchdog").daemon().factory());
  private int remade;
  private boolean stuckTold;
  private boolean deaf;
  private String statusTold = "";

  /// @param vital what the watchdog stands for: while one of these hangs, it is silent
  /// @param status one line for `systemctl status`
  public Watchdog(
      List<Pulse> vital, Ward ward, Notifier notifier, Supplier<String> status, Duration pace) {
    this.vital = List.copyOf(vital);
    this.ward = ward;
    this.notifier = notifier;
    this.status = status;
    this.pace = pace;
  }

  /// systemd, where it has started us and wants to be told.
  public static Notifier notifierFor(Map<String, String> environment) {
    String socket = environment.getOrDefault("NOTIFY_SOCKET", "");
    if (socket.isEmpty()) {
      return Notifier.nobody();
    }
    try {
      return new SystemdSocket(socket);
    } catch (IOException e) {
      log.error("systemd cannot be told anything why=\"{}\"", e.getMessage());
      return Notifier.nobody();
    }
  }

  /// How often systemd wants to hear of us, or else our own pace.
  public static Duration paceFor(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("WATCHDOG_USEC"))
        .filter(text -> text.matches("[0-9]{1,15}"))
        .map(text -> Duration.of(Long.parseLong(text), ChronoUnit.MICROS))
        .filter(Duration::isPositive)
        .map(period -> period.dividedBy(TIMES_A_PERIOD))
        .orElse(USUAL_PACE);
  }

  public void start() {
    tell("READY=1");
    Future<?> _ = thread.scheduleAtFixedRate(this::look, 0, pace.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void look() {
    try {
      reviveWhatHangs();
      tellStatus();
      feed();
    } catch (RuntimeException | Error e) {
      log.error("watchdog's round failed", e); // and the next one tries again
    }
  }

  private void feed() {
    Optional<Pulse> stuck = vital.stream().filter(Pulse::hangs).findFirst();
    if (stuck.isEmpty()) {
      stuckTold = false;
      tell("WATCHDOG=1");
    } else if (!stuckTold) {
      stuckTold = true;
      log.error(
          "nothing is recorded any more, waiting to be restarted part={}", stuck.get().name());
    }
  }

  private void reviveWhatHangs() {
    if (!ward.pulse().hangs()) {
      return;
    }
    log.error("part hangs and is made anew part={} times={}", ward.pulse().name(), remade + 1);
    ward.pulse().beat(ward.again().multipliedBy(1L << Math.min(remade, MOST_DOUBLINGS)));
    remade++;
    ward.remake().run();
  }

  private void tellStatus() {
    String now = status.get();
    if (!now.equals(statusTold)) {
      statusTold = now;
      tell("STATUS=" + now.replace('\n', ' '));
    }
  }

  private void tell(String state) {
    try {
      notifier.say(state);
      deaf = false;
    } catch (IOException e) {
      if (!deaf) {
        log.warn("systemd was not told state=\"{}\" why=\"{}\"", state, e.getMessage());
        deaf = true;
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.shutdown();
    // A round does not wait for anything, unless making a part anew does.
    if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
      log.warn("the watchdog's round does not come to its end, left behind");
    }
    tell("STOPPING=1");
    notifier.close();
  }
}
