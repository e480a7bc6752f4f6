package jp.yagura.simulators.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.Reading;
import jp.yagura.simulators.fleet.FleetClient;
import jp.yagura.simulators.scenario.Noise;

/// An endless supply of plausible readings of the three standard sensors, one round of water level,
/// rain and battery voltage each `step`. Times only ever go forward, so no two readings of a sensor
/// share one. Used by one device only, on its event loop.
public final class StandardReadings implements FleetClient.Feeder {
  /// The sensors of a standard tower: water level, ten-minute rain, battery voltage.
  public static final List<SensorId> SENSORS =
      List.of(new SensorId("wl"), new SensorId("rn"), new SensorId("bv"));

  private final int readingsPerMessage;
  private final Duration step;
  private final Noise noise;
  private Instant time;
  private long measured;

  /// @param from observed time of the first round; in the past, and the further the faster it goes
  public StandardReadings(int readingsPerMessage, Instant from, Duration step, Noise noise) {
    this.readingsPerMessage = readingsPerMessage;
    this.step = step;
    this.noise = noise;
    time = from;
  }

  /// The readings of one message.
  @Override
  public List<Reading> next() {
    var message = new ArrayList<Reading>(readingsPerMessage);
    for (int i = 0; i < readingsPerMessage; i++) {
      int sensor = (int) (measured % SENSORS.size());
      if (sensor == 0) {
        time = time.plus(step);
      }
      message.add(Reading.normal(SENSORS.get(sensor), time, value(sensor)));
      measured++;
    }
    return message;
  }

  /// The readings of one message, observed now at the earliest.
  List<Reading> nextAt(Instant now) {
    var rounds = Math.max(0, (readingsPerMessage - 1) / SENSORS.size());
    var first = now.minus(step.multipliedBy(rounds + 1L));
    if (first.isAfter(time)) {
      time = first;
    }
    return next();
  }

  private long value(int sensor) {
    long round = measured / SENSORS.size();
    return switch (sensor) {
      // a river that breathes slowly, a shower, a battery on its charger
      case 0 -> 1_500 + Math.round(900 * Math.sin(round / 300.0)) + noise.around(round, 4);
      case 1 -> Math.max(0, Math.round(60 * Math.sin(round / 90.0)));
      default -> 27_300 + 10L * noise.around(round, 2);
    };
  }
}
