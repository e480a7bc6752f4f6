package jp.yagura.command.telemetry.broker;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.EachBean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import jp.yagura.command.device.CertificateGate;
import jp.yagura.command.device.OwnTls;
import jp.yagura.command.site.DeviceGate;

/**
 * Whatever is configured becomes a source of telemetry: the embedded broker, and each external one.
 */
@Factory
final class BrokerFactory {

  @Singleton
  @Bean(preDestroy = "close")
  @Requires(property = "yagura.broker.embedded.enabled", notEquals = "false")
  EmbeddedBroker embeddedBroker(
      EmbeddedBrokerConfig config,
      EmbeddedBrokerLimits limits,
      @Value("${yagura.data}") Path data,
      DeviceGate gate,
      CertificateGate certificates,
      BeanProvider<OwnTls> own,
      Clock clock,
      MeterRegistry registry) {
    EmbeddedBrokerConfig complete = config;
    Optional<EmbeddedBroker.Enrolled> enrolled = Optional.empty();
    if (config.listensWithTls()) { // else we need no authority, and make none
      OwnTls tls = own.get();
      enrolled = Optional.of(new EmbeddedBroker.Enrolled(certificates, tls.believed()));
      if (config.keyStore().isEmpty()) {
        OwnTls.Store server = tls.server();
        complete = config.with(server.file(), server.password());
      }
    }
    return EmbeddedBroker.start(
        complete, limits, data.resolve("broker"), gate, enrolled, clock, registry);
  }

  @Singleton
  @Requires(bean = EmbeddedBroker.class)
  UplinkSource embeddedUplink(EmbeddedBroker broker) {
    return broker.uplink();
  }

  @EachBean(ExternalBrokerConfig.class)
  @Bean(preDestroy = "close")
  UplinkSource externalUplink(
      ExternalBrokerConfig config,
      @Value("${yagura.node:}") String node,
      Clock clock,
      MeterRegistry registry) {
    ScheduledExecutorService later =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("broker-later-" + config.index()).factory());
    var meters = new BrokerMeters(config.uri().toString(), registry, clock);
    return new MqttUplink(config, node.isBlank() ? hostName() : node, clock, later, meters);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(
          "this machine has no name: set yagura.node, by which external brokers know us", e);
    }
  }
}
