package jp.yagura.agent;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jp.yagura.agent.clock.Timekeeper;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.agent.outbox.OutboxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has to be looked after now and then: the clock, and what the outbox has kept for long
/// enough.
final class Housekeeping implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

  private final Timekeeper time;
  private final Outbox outbox;
  private final ScheduledExecutorService pacemaker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("housekeeping").daemon().factory());

  Housekeeping(Timekeeper time, Outbox outbox) {
    this.time = time;
    this.outbox = outbox;
  }

  void start() {
    Future<?> _ = pacemaker.scheduleAtFixedRate(this::lookAtTheClock, 1, 1, TimeUnit.SECONDS);
    Future<?> _ = pacemaker.scheduleAtFixedRate(this::forget, 1, 60, TimeUnit.MINUTES);
  }

  private void lookAtTheClock() {
    try {
      time.look();
    } catch (RuntimeException e) {
      log.error("the clock could not be looked at", e); // an executor drops a task that throws
    }
  }

  private void forget() {
    if (!time.isSure()) {
      return; // who does not know the time does not know what is old
    }
    try {
      outbox.forgetAged(time.instant());
    } catch (OutboxException e) {
      log.warn("old rows could not be forgotten why=\"{}\"", e.getMessage());
    } catch (RuntimeException e) {
      log.error("old rows could not be forgotten", e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    pacemaker.shutdown();
    if (!pacemaker.awaitTermination(2, TimeUnit.SECONDS)) {
      log.warn("housekeeping does not come to an end, left behind");
    }
  }
}
