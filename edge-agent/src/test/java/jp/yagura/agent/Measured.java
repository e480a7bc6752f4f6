package jp.yagura.agent;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import jp.yagura.agent.sensor.SimulatedDriver;
import jp.yagura.agent.site.LevelDriverConfig;
import jp.yagura.agent.site.SensorConfig;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.Reading;

/// What a site's sensors must have measured: a simulated driver depends on nothing but its
/// configuration and the moment, so a test can ask it again about any reading that arrived.
record Measured(Map<SensorId, SimulatedDriver> drivers) {

  static Measured by(SiteConfig site) {
    return new Measured(
        site.sensors().stream().collect(Collectors.toMap(SensorConfig::id, Measured::driver)));
  }

  private static SimulatedDriver driver(SensorConfig sensor) {
    return new SimulatedDriver((LevelDriverConfig.Simulated) sensor.driver());
  }

  List<Reading> mismatches(Collection<Reading> arrived) {
    return arrived.stream().filter(reading -> measuredThen(reading) != reading.value()).toList();
  }

  private long measuredThen(Reading reading) {
    return Objects.requireNonNull(drivers.get(reading.sensor())).measure(reading.observedAt());
  }
}
