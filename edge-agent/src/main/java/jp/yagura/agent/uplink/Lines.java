package jp.yagura.agent.uplink;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.yagura.agent.identity.IdentityHolder;
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

  Lines(List<BearerConfig> bearers, Ledger ledger, IdentityHolder identity) {
    Map<BrokerConfig, Optional<Trust>> trust = new HashMap<>();
    for (BearerConfig bearer : bearers) {
      for (BrokerConfig broker : bearer.brokers()) {
        try {
          if (!trust.containsKey(broker)) {
            trust.put(broker, trustOf(broker, identity));
          }
          Road road = new Road(bearer.name(), broker.name());
          Optional<Trust> whom = trust.getOrDefault(broker, Optional.empty());
          var sockets =
              new BearerSockets(
                  bearer.source().map(Source::new), ledger.meter(bearer.name()), whom);
          boolean shows = whom.filter(EnrolledTrust.class::isInstance).isPresent();
          lines.put(road, new Line(road, bearer, broker, sockets, whom, shows));
        } catch (LinkException e) {
          log.error("broker unusable broker=\"{}\" why=\"{}\"", broker, e.getMessage());
        }
      }
    }
  }

  private static Optional<Trust> trustOf(BrokerConfig broker, IdentityHolder identity)
      throws LinkException {
    if (broker.encrypted() && identity.present().isPresent()) {
      return Optional.of(new EnrolledTrust(broker.caFile(), identity));
    }
    if (broker.username().isEmpty()) {
      throw new LinkException(
          "この装置はまだ登録されていません（agent enroll） / this box is not enrolled yet: run agent enroll");
    }
    return broker.encrypted() ? Optional.of(AuthorityTrust.of(broker.caFile())) : Optional.empty();
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
