package jp.yagura.simulators.bench.agent;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import jp.yagura.simulators.fleet.DeviceIdentity;

/// The site file of an agent that is measured: three sensors, mains on, roads as given.
///
/// @param roads the best first
/// @param cadence the three paces
/// @param more further keys, each line at the left
public record SiteText(
    DeviceIdentity tower, List<Road> roads, Instant begun, Cadence cadence, String more) {

  /// @param name of the bearer, and of the broker behind it
  /// @param port of the line on this machine
  /// @param more further keys of the bearer, each after a comma
  public record Road(String name, int port, String more) {
    public static Road plain(String name, int port) {
      return new Road(name, port, "");
    }
  }

  public record Cadence(String sample, String send, String status) {}

  public static SiteText of(DeviceIdentity tower, List<Road> roads, Cadence cadence) {
    return new SiteText(tower, roads, Instant.now().truncatedTo(ChronoUnit.SECONDS), cadence, "");
  }

  public SiteText withSample(String pace) {
    var other = new Cadence(pace, cadence.send(), cadence.status());
    return new SiteText(tower, roads, begun, other, more);
  }

  public SiteText with(Cadence other) {
    return new SiteText(tower, roads, begun, other, more);
  }

  public SiteText with(List<Road> others) {
    return new SiteText(tower, others, begun, cadence, more);
  }

  public SiteText and(String keys) {
    return new SiteText(tower, roads, begun, cadence, more + keys);
  }

  String in(Path data) {
    return """
        municipality: %s
        site: %s
        data: "%s"
        brokers: [%s]
        bearers: [%s]
        cadence: {sample: %s, send: %s, status: %s}
        custody: {resendAfter: 5s, firstRetry: 200ms, longestRetry: 2s}
        sensors:
          - id: wl
            driver: {type: simulated, startsAt: %s, noise: 4, seed: 7, timeline: [[0s, 420], [60s, 1650], [180s, 3900]], repeat: 5m}
          - id: rn
            driver: {type: simulated, startsAt: %s, noise: 1, seed: 8, timeline: [[0s, 5], [180s, 120]], repeat: 5m}
          - id: bv
            driver: {type: simulated, startsAt: %s, noise: 20, seed: 9, timeline: [[0s, 27300], [180s, 24400]], repeat: 5m}
        power:
          driver: {type: simulated, startsAt: %s, mains: [[0s, on]], battery: [[0s, 27300]]}
        %s
        """
        .formatted(
            tower.address().municipality(),
            tower.address().site(),
            data,
            roads.stream().map(this::broker).collect(Collectors.joining(", ")),
            roads.stream().map(SiteText::bearer).collect(Collectors.joining(", ")),
            cadence.sample(),
            cadence.send(),
            cadence.status(),
            begun,
            begun,
            begun,
            begun,
            more);
  }

  private String broker(Road road) {
    return "{name: %s, uri: \"tcp://127.0.0.1:%d\", username: %s, password: \"%s\"}"
        .formatted(
            road.name(), road.port(), tower.address(), tower.secret().orElse("unused-unused"));
  }

  private static String bearer(Road road) {
    return "{name: %s, brokers: [%s]%s}".formatted(road.name(), road.name(), road.more());
  }
}
