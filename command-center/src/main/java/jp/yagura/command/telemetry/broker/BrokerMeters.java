package jp.yagura.command.telemetry.broker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Supplier;
import jp.yagura.command.telemetry.BurstLog;
import org.slf4j.LoggerFactory;

/** Counts what goes through a broker, and tells of what was refused. */
final class BrokerMeters {

  private final String source;
  private final MeterRegistry registry;
  private final BurstLog log;
  final Counter received;
  final Counter published;
  final Counter stalled;
  final Counter slowed;
  final Counter dropped;
  final Counter troubles;

  /** Why something was not let through. */
  enum Refusal {
    CREDENTIALS,
    LOCKED_OUT,
    CLIENT_ID,
    WILL,
    PUBLISH,
    SUBSCRIBE,
    PACKET_SIZE,
    PROTOCOL
  }

  BrokerMeters(String source, MeterRegistry registry, Clock clock) {
    this.source = source;
    this.registry = registry;
    this.log = new BurstLog(LoggerFactory.getLogger(UplinkSource.class), clock);
    received = counter("yagura.broker.received", "Messages of devices handed to the ingest");
    published = counter("yagura.broker.published", "Messages sent down to devices");
    stalled =
        counter("yagura.broker.stalled", "Messages left waiting because the storage is behind");
    slowed =
        counter("yagura.broker.slowed", "Messages left waiting because a device sends too fast");
    troubles =
        counter("yagura.broker.troubles", "Lost connections and refused subscriptions elsewhere");
    dropped =
        counter(
            "yagura.broker.dropped",
            "Messages that expect no answer and for which there was no room or no way");
  }

  void refused(Refusal why, String detail) {
    String reason = why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    Counter.builder("yagura.broker.refused")
        .description("Connections, messages and subscriptions that were refused")
        .tag("source", source)
        .tag("reason", reason)
        .register(registry)
        .increment();
    log.warn(reason, source + " broker refused (" + reason + "): " + detail);
  }

  /** With an external broker. */
  void trouble(String what, String detail) {
    troubles.increment();
    log.warn(what, what + ": " + detail);
  }

  /** How many are connected. */
  void watchConnections(Supplier<Number> connections) {
    Gauge.builder("yagura.broker.connections", connections)
        .description("Connected devices")
        .tag("source", source)
        .register(registry);
  }

  void watch(UplinkWindow window) {
    Gauge.builder("yagura.broker.window.messages", window, UplinkWindow::messages)
        .description("Received messages that are not durable yet")
        .tag("source", source)
        .register(registry);
    Gauge.builder("yagura.broker.window.bytes", window, UplinkWindow::bytes)
        .description("Their payloads together")
        .baseUnit("bytes")
        .tag("source", source)
        .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).tag("source", source).register(registry);
  }
}
