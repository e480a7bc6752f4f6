package jp.yagura.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.yagura.agent.outbox.Occurrence;
import jp.yagura.agent.outbox.Occurrence.AlarmChanged;
import jp.yagura.agent.power.PowerDriver;
import jp.yagura.agent.power.PowerMode;
import jp.yagura.agent.watchdog.Errand;
import jp.yagura.agent.watchdog.Errand.NoAnswer;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.UpMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The same for what feeds the box. While it does not answer, mains is believed to be as it was
/// last seen, and of the battery nothing is known.
final class PatientPowerDriver implements PowerDriver, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PatientPowerDriver.class);
  private static final int FAULTS_UNTIL_ALARM = 3;

  private final PowerDriver driver;
  private final Duration longest;
  private final Errand<Supply> errand = new Errand<>("driver-power");
  private boolean mains = true;
  private int faultsInARow;
  private boolean told;

  PatientPowerDriver(PowerDriver driver, Duration longest) {
    this.driver = driver;
    this.longest = longest;
  }

  @Override
  public Supply measure(Instant now, PowerMode mode) {
    errand.begin(() -> driver.measure(now, mode));
    try {
      Supply supply = errand.await(longest);
      mains = supply.mains();
      faultsInARow = 0;
      return supply;
    } catch (NoAnswer e) {
      return unknown(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unknown("interrupted");
    }
  }

  private Supply unknown(String why) {
    faultsInARow++;
    if (faultsInARow == FAULTS_UNTIL_ALARM) {
      log.warn("power supply cannot be read why=\"{}\"", why);
    }
    return new Supply(mains, UpMessage.UNKNOWN);
  }

  /// The alarm that the supply cannot be read, and its end, each once. It names no sensor.
  List<Occurrence> news(Instant now) {
    boolean broken = faultsInARow >= FAULTS_UNTIL_ALARM;
    if (broken == told) {
      return List.of();
    }
    told = broken;
    return List.of(new AlarmChanged(AlarmKind.SENSOR_FAULT, broken, now, Optional.empty(), 0));
  }

  @Override
  public void close() {
    errand.close();
  }
}
