package jp.yagura.agent.uplink;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import jp.yagura.agent.meter.Ledger;
import jp.yagura.agent.road.Road;
import jp.yagura.agent.road.RoadProfile;
import jp.yagura.agent.site.BearerConfig;
import jp.yagura.agent.site.BrokerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All roads of a box, best first, each with what it takes to use it.
final class Lines {
  private static final Logger log = LoggerFactory.getLogger(Lines.class);

  /// To connect takes a few round trips, by TLS a few more, and the broker's own time.
  private static final int ROUND_TRIPS = 4;

  private static final Duration BROKERS_OWN_TIME = Duration.ofSeconds(1);

  private final Map<Road, Line> lines = new LinkedHashMap<>();

  Lines(List<BearerConfig> bearers, Ledger ledger) {
    Map<BrokerConfig, Optional<SSLSocketFactory>> trust = new HashMap<>();
    for (BearerConfig bearer : bearers) {
      for (BrokerConfig broker : bearer.brokers()) {
        try {
          if (!trust.containsKey(broker)) {
            trust.put(broker, trustOf(broker));
          }
          Road road = new Road(bearer.name(), broker.name());
          var sockets =
              new BearerSockets(
                  bearer.source().map(Source::new),
                  ledger.meter(bearer.name()),
                  trust.getOrDefault(broker, Optional.empty()));
          lines.put(road, new Line(road, bearer, broker, sockets));
        } catch (LinkException e) {
          log.error("broker unusable broker=\"{}\" why=\"{}\"", broker, e.getMessage());
        }
      }
    }
  }

  private static Optional<SSLSocketFactory> trustOf(BrokerConfig broker) throws LinkException {
    return broker.encrypted() ? Optional.of(Trust.in(broker.caFile())) : Optional.empty();
  }

  Optional<Line> at(Road road) {
    return Optional.ofNullable(lines.get(road));
  }

  List<RoadProfile> profiles() {
    return lines.values().stream()
        .map(
            line ->
                new RoadProfile(
                    line.road(),
                    BROKERS_OWN_TIME.plus(line.bearer().rtt().multipliedBy(ROUND_TRIPS)),
                    !line.bearer().thin() && !line.bearer().hasBudget()))
        .toList();
  }
}
