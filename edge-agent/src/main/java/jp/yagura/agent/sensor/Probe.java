package jp.yagura.agent.sensor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.yagura.agent.outbox.Occurrence;
import jp.yagura.agent.outbox.Occurrence.AlarmChanged;
import jp.yagura.agent.site.SensorConfig;
import jp.yagura.agent.site.SpikeConfig;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.Quality;
import jp.yagura.shared.wire.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One sensor of this box: always yields a reading, if need be one that says that there was nothing
/// to read.
public final class Probe {
  private static final Logger log = LoggerFactory.getLogger(Probe.class);

  /// So many faults in a row are a broken sensor, fewer are a hiccup.
  private static final int FAULTS_UNTIL_ALARM = 3;

  /// What one look at the sensor yields: a reading, and alarms if the sensor has just failed or
  /// come back.
  public record Look(Reading reading, List<Occurrence> occurrences) {}

  private final SensorId id;
  private final Driver driver;
  private volatile Optional<SpikeConfig> spike;
  private volatile Optional<SpikeFilter> filter;
  private int faultsInARow;

  public Probe(SensorConfig config, Driver driver) {
    this.id = config.id();
    this.driver = driver;
    this.spike = config.spike();
    this.filter = spike.map(SpikeFilter::new);
  }

  /// Changes what counts as a spike; where that stays as it is, so does what was seen before.
  public void retune(Optional<SpikeConfig> wanted) {
    if (!wanted.equals(spike)) {
      spike = wanted;
      filter = wanted.map(SpikeFilter::new);
    }
  }

  public Look look(Instant now) {
    try {
      long value = driver.measure(now);
      boolean suspect = filter.map(by -> by.suspects(value)).orElse(false);
      Reading reading = new Reading(id, now, value, suspect ? Quality.SUSPECT : Quality.NORMAL);
      return new Look(reading, recovered(now, value));
    } catch (DriverFault fault) {
      return new Look(new Reading(id, now, 0, Quality.MISSING), failed(now, fault));
    }
  }

  private List<Occurrence> recovered(Instant now, long value) {
    boolean wasBroken = faultsInARow >= FAULTS_UNTIL_ALARM;
    faultsInARow = 0;
    if (!wasBroken) {
      return List.of();
    }
    log.info("sensor answers again sensor={}", id);
    return List.of(new AlarmChanged(AlarmKind.SENSOR_FAULT, false, now, Optional.of(id), value));
  }

  private List<Occurrence> failed(Instant now, DriverFault fault) {
    faultsInARow++;
    if (faultsInARow != FAULTS_UNTIL_ALARM) {
      return List.of();
    }
    log.warn("sensor broken sensor={} why=\"{}\"", id, fault.getMessage());
    return List.of(new AlarmChanged(AlarmKind.SENSOR_FAULT, true, now, Optional.of(id), 0));
  }
}
