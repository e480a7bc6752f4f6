package jp.yagura.agent.site;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.Wire;
import jp.yagura.shared.yaml.YamlNode;

/// The part of a site file that says how the box reaches its command center: `brokers`, and where
/// there is more than one way to them, `bearers`.
final class UplinkYaml {
  private static final String NAME = "[a-z0-9][a-z0-9-]{0,31}";

  /// A line that costs nothing is probed often: it is found dead in ten seconds even when nothing
  /// is sent.
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

  private static final Duration KEEP_ALIVE_WHERE_IT_COSTS = Duration.ofSeconds(30);
  private static final Duration RTT = Duration.ofMillis(200);
  private static final int MOST_ROADS = 4;

  private UplinkYaml() {}

  static UplinkConfig uplink(YamlNode site, Set<SensorId> sensors) {
    Map<String, BrokerConfig> brokers = brokers(site);
    List<BearerConfig> bearers =
        site.has("bearers")
            ? site.list("bearers", node -> bearer(node, brokers))
            : List.of(onlyBearer(brokers));
    if (bearers.isEmpty() || bearers.size() > Wire.MAX_BEARERS) {
      throw site.bad("bearers must name one to " + Wire.MAX_BEARERS + " bearers");
    }
    if (bearers.stream().map(BearerConfig::name).distinct().count() < bearers.size()) {
      throw site.bad("bearers must have different names");
    }
    int roads = site.optional("roads", YamlNode::integer).orElse(1);
    if (roads < 1 || roads > MOST_ROADS) {
      throw site.bad("roads must be 1 to " + MOST_ROADS);
    }
    return new UplinkConfig(
        bearers,
        roads,
        site.optional("summaries", (node, key) -> node.child(key, yaml -> summaries(yaml, sensors)))
            .orElse(SummaryConfig.DEFAULT));
  }

  private static Map<String, BrokerConfig> brokers(YamlNode site) {
    Map<String, BrokerConfig> byName = new LinkedHashMap<>();
    for (YamlNode node : site.list("brokers")) {
      BrokerConfig broker = node.as(yaml -> broker(yaml, byName.size() + 1));
      if (byName.put(broker.name(), broker) != null) {
        throw site.bad("broker " + broker.name() + " stands here twice");
      }
    }
    if (byName.isEmpty()) {
      throw site.bad("brokers must name at least one broker");
    }
    return byName;
  }

  private static BrokerConfig broker(YamlNode yaml, int number) {
    BrokerConfig broker =
        new BrokerConfig(
            yaml.optional("name", UplinkYaml::name).orElse("broker-" + number),
            yaml.text("uri", UplinkYaml::brokerUri),
            yaml.optional("username", YamlNode::text).orElse(""),
            yaml.optional("password", YamlNode::text).orElse(""),
            yaml.optional("caFile", YamlNode::text).map(Path::of));
    if (broker.username().isEmpty() != broker.password().isEmpty()) {
      throw yaml.bad("username and password go together, or with neither the box is enrolled");
    }
    if (broker.username().isEmpty() && !broker.encrypted()) {
      throw yaml.bad("without username and password it must be ssl://: see agent enroll");
    }
    if (broker.caFile().isPresent() && !broker.encrypted()) {
      throw yaml.bad("caFile is for ssl:// only");
    }
    return broker;
  }

  private static URI brokerUri(String text) {
    URI uri = URI.create(text);
    boolean known = "tcp".equals(uri.getScheme()) || "ssl".equals(uri.getScheme());
    boolean bare = uri.getRawPath() == null || uri.getRawPath().isEmpty();
    if (!known || uri.getHost() == null || uri.getPort() < 1 || !bare) {
      throw new IllegalArgumentException(
          "must be tcp://HOST:PORT or ssl://HOST:PORT, but is \"" + text + '"');
    }
    return uri;
  }

  private static BearerConfig onlyBearer(Map<String, BrokerConfig> brokers) {
    return new BearerConfig(
        "lan",
        Optional.empty(),
        List.copyOf(brokers.values()),
        Optional.empty(),
        KEEP_ALIVE,
        Duration.ZERO,
        RTT,
        0,
        0,
        false);
  }

  private static BearerConfig bearer(YamlNode yaml, Map<String, BrokerConfig> brokers) {
    Optional<Integer> price = yaml.optional("price", UplinkYaml::sen);
    boolean thin = yaml.optional("thin", YamlNode::flag).orElse(false);
    Optional<long[]> budget =
        yaml.optional("budget", (node, key) -> node.child(key, UplinkYaml::budget));
    boolean costs = thin || price.isPresent() || budget.isPresent();
    return new BearerConfig(
        name(yaml, "name"),
        yaml.optional("source", YamlNode::text),
        yaml.optional("brokers", (node, key) -> chosen(node, key, brokers))
            .orElseGet(() -> List.copyOf(brokers.values())),
        price,
        SiteFile.duration(yaml, "keepAlive", Duration.ofSeconds(5), Duration.ofHours(18))
            .orElse(costs ? KEEP_ALIVE_WHERE_IT_COSTS : KEEP_ALIVE),
        SiteFile.duration(yaml, "ackEvery", Duration.ZERO, Duration.ofHours(6))
            .orElse(Duration.ZERO),
        SiteFile.duration(yaml, "rtt", Duration.ofMillis(1), Duration.ofSeconds(30)).orElse(RTT),
        budget.map(bytes -> bytes[0]).orElse(0L),
        budget.map(bytes -> bytes[1]).orElse(0L),
        thin);
  }

  private static List<BrokerConfig> chosen(
      YamlNode yaml, String key, Map<String, BrokerConfig> brokers) {
    List<BrokerConfig> chosen = new ArrayList<>();
    for (String name : yaml.list(key, YamlNode::asText)) {
      BrokerConfig broker = brokers.get(name);
      if (broker == null) {
        throw yaml.bad("no broker is named " + name + ", there are " + brokers.keySet());
      }
      chosen.add(broker);
    }
    if (chosen.isEmpty()) {
      throw yaml.bad("brokers must name at least one broker");
    }
    return chosen;
  }

  private static long[] budget(YamlNode yaml) {
    long daily = yaml.optional("daily", UplinkYaml::bytes).orElse(0L);
    long monthly = yaml.optional("monthly", UplinkYaml::bytes).orElse(0L);
    if (daily == 0 && monthly == 0) {
      throw yaml.bad("budget must say daily, monthly or both");
    }
    return new long[] {daily, monthly};
  }

  private static long bytes(YamlNode yaml, String key) {
    return yaml.text(key, ByteSize::parse);
  }

  private static String name(YamlNode yaml, String key) {
    return yaml.text(
        key,
        text -> {
          if (!text.matches(NAME)) {
            throw new IllegalArgumentException(
                "must be lower-case letters, digits and hyphens, but is \"" + text + '"');
          }
          return text;
        });
  }

  private static int sen(YamlNode yaml, String key) {
    double yen = yaml.decimal(key);
    if (!(yen >= 0 && yen <= 1_000_000)) {
      throw yaml.bad(key + " must be yen per megabyte, from 0 to 1000000");
    }
    return (int) Math.round(yen * 100);
  }

  private static SummaryConfig summaries(YamlNode yaml, Set<SensorId> sensors) {
    Duration every =
        SiteFile.duration(yaml, "every", Duration.ofMinutes(1), Duration.ofHours(1))
            .orElse(SummaryConfig.DEFAULT.every());
    if (Duration.ofHours(1).toMillis() % every.toMillis() != 0) {
      throw yaml.bad("every must divide an hour evenly: 1m, 5m, 10m, 15m, 20m, 30m, 60m");
    }
    Map<SensorId, Long> changes = new HashMap<>();
    yaml.optional("changes", YamlNode::child)
        .ifPresent(
            node -> {
              for (String key : node.keys()) {
                SensorId sensor = node.as(_ -> new SensorId(key));
                if (!sensors.contains(sensor)) {
                  throw node.bad("no sensor is named " + key);
                }
                changes.put(sensor, change(node, key));
              }
            });
    return new SummaryConfig(
        every,
        yaml.optional("change", UplinkYaml::change).orElse(SummaryConfig.DEFAULT.change()),
        changes);
  }

  private static long change(YamlNode yaml, String key) {
    long change = yaml.longInteger(key);
    if (change < 1) {
      throw yaml.bad(key + " must be at least 1");
    }
    return change;
  }
}
