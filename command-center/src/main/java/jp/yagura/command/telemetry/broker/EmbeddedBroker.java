package jp.yagura.command.telemetry.broker;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.client.parameter.Listener;
import com.hivemq.extension.sdk.api.packets.disconnect.DisconnectReasonCode;
import com.hivemq.extension.sdk.api.services.session.ClientService;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import jp.yagura.command.device.CertificateGate;
import jp.yagura.command.device.OwnTls;
import jp.yagura.command.site.DeviceGate;
import jp.yagura.shared.id.SiteAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running HiveMQ CE inside this process, in memory only: the custody rule makes a durable broker
 * needless. It serves devices and nobody else.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

  /** HiveMQ has started its extensions when it says that it has started. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String CONNECTIONS = "com.hivemq.networking.connections.current";

  private final EmbeddedHiveMQ broker;
  private final ScheduledExecutorService later;
  private final ClientService clients;
  private final DevicesHere here;
  private final UplinkSource uplink;
  private final OptionalInt port;
  private final OptionalInt tlsPort;

  private EmbeddedBroker(
      EmbeddedHiveMQ broker,
      ScheduledExecutorService later,
      ClientService clients,
      DevicesHere here,
      UplinkSource uplink,
      OptionalInt port,
      OptionalInt tlsPort) {
    this.broker = broker;
    this.later = later;
    this.clients = clients;
    this.here = here;
    this.uplink = uplink;
    this.port = port;
    this.tlsPort = tlsPort;
  }

  /**
   * Returns when it listens.
   *
   * @param folder for its own files, none of which must be kept
   */
  public static EmbeddedBroker start(
      EmbeddedBrokerConfig config,
      EmbeddedBrokerLimits limits,
      Path folder,
      DeviceGate gate,
      Clock clock,
      MeterRegistry registry) {
    return start(config, limits, folder, gate, Optional.empty(), clock, registry);
  }

  /** The same with boxes that show a certificate of ours. */
  static EmbeddedBroker start(
      EmbeddedBrokerConfig config,
      EmbeddedBrokerLimits limits,
      Path folder,
      DeviceGate gate,
      Optional<Enrolled> enrolled,
      Clock clock,
      MeterRegistry registry) {
    if (config.plain()) {
      requireFree(config.host(), config.port());
    }
    config.keyStore().ifPresent(_ -> requireFree(config.host(), config.tlsPort()));
    ScheduledExecutorService later =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("broker-later").factory());
    var meters = new BrokerMeters("embedded", registry, clock);
    var window = new UplinkWindow(limits.windowMessages(), limits.windowBytes(), clock, later);
    meters.watch(window);
    var doorkeeper =
        new Doorkeeper(gate, enrolled.map(Enrolled::gate), new FailedAttempts(clock), meters);
    var extension = new BrokerExtension(doorkeeper, window, limits, clock, later, meters);
    EmbeddedHiveMQ broker =
        build(config, limits, folder, enrolled.map(Enrolled::believed), extension);
    try {
      start(broker);
    } catch (RuntimeException e) {
      later.shutdownNow();
      throw e;
    }
    BrokerExtension.Handles handles;
    try {
      handles = extension.handles(PATIENCE);
    } catch (RuntimeException e) {
      stop(broker);
      later.shutdownNow();
      throw e;
    }
    meters.watchConnections(() -> connections(broker));
    var running =
        new EmbeddedBroker(
            broker,
            later,
            handles.clients(),
            handles.here(),
            new EmbeddedUplink(handles.here(), window, handles.publishing(), meters),
            portOf(handles, "plain"),
            portOf(handles, "tls"));
    handles
        .server()
        .getListener()
        .forEach(
            l ->
                log.info(
                    "the broker listens on {}:{} ({})", config.host(), l.getPort(), l.getName()));
    if (config.isOpenToOthersInPlainBesideTls()) {
      log.warn(
          "devices may still come without encryption: set yagura.broker.embedded.plain to false"
              + " once all of them use TLS");
    }
    return running;
  }

  private static EmbeddedHiveMQ build(
      EmbeddedBrokerConfig config,
      EmbeddedBrokerLimits limits,
      Path folder,
      Optional<OwnTls.Store> believed,
      BrokerExtension extension) {
    try {
      Path conf = Files.createDirectories(folder.resolve("conf"));
      BrokerConfigFile.write(conf, config, limits, believed);
      EmbeddedHiveMQ broker =
          EmbeddedHiveMQ.builder()
              .withConfigurationFolder(conf)
              .withDataFolder(Files.createDirectories(folder.resolve("data")))
              .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
              .withEmbeddedExtension(
                  EmbeddedExtension.builder()
                      .withId("yagura")
                      .withName("Yagura")
                      .withVersion("1")
                      .withExtensionMain(extension)
                      .build())
              .withoutLoggingBootstrap()
              .build();
      // Embedded, it lets everybody in for as long as no extension objects. Ours always does;
      // should it ever fail to load, nobody comes in.
      InternalConfigurations.AUTH_DENY_UNAUTHENTICATED_CONNECTIONS.set(true);
      InternalConfigurations.JMX_REPORTER_ENABLED.set(false);
      InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(
          0); // there is nothing to save
      return broker;
    } catch (IOException e) {
      throw new IllegalStateException("the broker cannot write to its folder " + folder, e);
    }
  }

  private static void start(EmbeddedHiveMQ broker) {
    // HiveMQ installs a handler that ends the process; this process is not only a broker.
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    try {
      broker.start().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker does not start: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the broker started", e);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  /** HiveMQ only logs a listener that does not start, as long as another one does. */
  private static void requireFree(String host, int port) {
    if (port == 0) {
      return;
    }
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (IOException e) {
      throw new IllegalStateException(
          "port " + port + " of yagura.broker.embedded is in use or not allowed: choose another",
          e);
    }
  }

  private static Number connections(EmbeddedHiveMQ broker) {
    var gauge = broker.getMetricRegistry().getGauges().get(CONNECTIONS);
    return gauge != null && gauge.getValue() instanceof Number now ? now : Double.NaN;
  }

  private static OptionalInt portOf(BrokerExtension.Handles handles, String listener) {
    return handles.server().getListener().stream()
        .filter(l -> l.getName().equals(listener))
        .mapToInt(Listener::getPort)
        .findFirst();
  }

  /** Nothing if it listens with TLS only. */
  public OptionalInt port() {
    return port;
  }

  public OptionalInt tlsPort() {
    return tlsPort;
  }

  /**
   * Who shows a certificate, and whose we believe at all.
   *
   * @param believed key store with the authorities
   */
  record Enrolled(CertificateGate gate, OwnTls.Store believed) {}

  /** Drops the lines of a device at once; their wills tell of it like of any lost line. */
  void disconnect(SiteAddress site) {
    List<String> ids = here.idsOf(site);
    log.info("{} is not believed any more; it was connected: {}", site, !ids.isEmpty());
    for (String id : ids) {
      var unused =
          clients
              .disconnectClient(
                  id,
                  false,
                  DisconnectReasonCode.NOT_AUTHORIZED,
                  "the certificate of this device was taken back")
              .whenComplete(
                  (_, failure) -> {
                    if (failure != null) {
                      log.error("{} could not be disconnected", id, failure);
                    }
                  });
    }
  }

  public UplinkSource uplink() {
    return uplink;
  }

  /** Says goodbye to the devices, which then keep their data until the broker is back. */
  @Override
  public void close() {
    uplink.close();
    stop(broker);
    later.shutdownNow();
  }

  private static void stop(EmbeddedHiveMQ broker) {
    try {
      broker.stop().get();
      broker.close();
    } catch (ExecutionException e) {
      log.warn("the broker did not stop cleanly: {}", String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
