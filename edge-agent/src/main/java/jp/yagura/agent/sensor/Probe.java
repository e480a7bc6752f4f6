package jp.yagura.agent.sensor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.yagura.agent.outbox.Occurrence;
import jp.yagura.agent.outbox.Occurrence.AlarmChanged;
import jp.yagura.agent.site.Plausibility;
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

  /// What is known of the sensor, for whoever stands beside it.
  ///
  /// @param last empty before the first look
  /// @param doubted how often it was not taken at its word since the agent started
  public record View(
      SensorId id, Optional<Reading> last, boolean broken, Map<Doubt, Long> doubted) {}

  private final SensorId id;
  private final Driver driver;
  private final Optional<Plausibility.Range> range;
  private volatile Optional<SpikeConfig> spike;
  private volatile Optional<SpikeFilter> filter;
  private final Optional<Stillness> stillness;
  private final Tally tally;
  private int faultsInARow;
  private boolean told;
  private volatile View view;

  public Probe(SensorConfig config, Driver driver) {
    this.id = config.id();
    this.driver = driver;
    this.range = config.plausibility().range();
    this.spike = config.plausibility().spike();
    this.filter = spike.map(SpikeFilter::new);
    this.stillness = config.plausibility().frozenAfter().map(Stillness::new);
    this.tally = new Tally(id);
    this.view = new View(id, Optional.empty(), false, Map.of());
  }

  /// Changes what counts as a spike; where that stays as it is, so does what was seen before.
  public void retune(Optional<SpikeConfig> wanted) {
    if (!wanted.equals(spike)) {
      spike = wanted;
      filter = wanted.map(SpikeFilter::new);
    }
  }

  public Look look(Instant now) {
    Look look = ask(now);
    view = new View(id, Optional.of(look.reading()), told, tally.counts());
    return look;
  }

  public View view() {
    return view;
  }

  private Look ask(Instant now) {
    long value;
    try {
      value = driver.measure(now);
    } catch (DriverFault fault) {
      return refused(now, Doubt.UNREADABLE, String.valueOf(fault.getMessage()));
    }
    if (range.isPresent() && !range.get().holds(value)) {
      return refused(now, Doubt.OUT_OF_RANGE, value + " is not in " + range.get());
    }
    faultsInARow = 0;
    boolean far = filter.map(by -> by.suspects(value)).orElse(false);
    if (far) {
      tally.count(Doubt.SPIKE, value + " is far from the last values");
    }
    boolean frozen = stillness.isPresent() && stillness.get().lasts(now, value);
    if (frozen) {
      tally.count(Doubt.FROZEN, value + " has not changed for too long");
    }
    Quality quality = far || frozen ? Quality.SUSPECT : Quality.NORMAL;
    return new Look(new Reading(id, now, value, quality), tell(now, frozen, value, "is frozen"));
  }

  private Look refused(Instant now, Doubt doubt, String why) {
    tally.count(doubt, why);
    faultsInARow++;
    boolean broken = told || faultsInARow >= FAULTS_UNTIL_ALARM;
    return new Look(new Reading(id, now, 0, Quality.MISSING), tell(now, broken, 0, why));
  }

  private List<Occurrence> tell(Instant now, boolean broken, long value, String why) {
    if (broken == told) {
      return List.of();
    }
    told = broken;
    if (broken) {
      log.warn("sensor broken sensor={} why=\"{}\"", id, why);
    } else {
      log.info("sensor answers again sensor={}", id);
    }
    return List.of(new AlarmChanged(AlarmKind.SENSOR_FAULT, broken, now, Optional.of(id), value));
  }
}
