package jp.yagura.agent;

import java.time.Duration;
import java.time.Instant;
import jp.yagura.agent.sensor.Driver;
import jp.yagura.agent.sensor.DriverFault;
import jp.yagura.agent.watchdog.Errand;
import jp.yagura.agent.watchdog.Errand.NoAnswer;

/// Lets a device take its time without letting it take anybody else's: whatever it does, an answer
/// or a fault comes within the deadline.
final class PatientDriver implements Driver, AutoCloseable {
  private final Driver driver;
  private final Duration longest;
  private final Errand<Long> errand;
  private Instant begunFor = Instant.MIN;
  private long deadline;

  PatientDriver(String name, Driver driver, Duration longest) {
    this.driver = driver;
    this.longest = longest;
    this.errand = new Errand<>("driver-" + name);
  }

  /// Asks now and listens later, so that all devices of a round are asked at the same moment.
  void begin(Instant now) {
    begunFor = now;
    deadline = System.nanoTime() + longest.toNanos();
    errand.begin(() -> driver.measure(now));
  }

  @Override
  public long measure(Instant now) throws DriverFault {
    if (!begunFor.equals(now)) {
      begin(now);
    }
    begunFor = Instant.MIN;
    try {
      return errand.await(Duration.ofNanos(deadline - System.nanoTime()));
    } catch (NoAnswer e) {
      throw e.getCause() instanceof DriverFault fault
          ? fault
          : new DriverFault(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriverFault("interrupted");
    }
  }

  @Override
  public void close() {
    errand.close();
  }
}
