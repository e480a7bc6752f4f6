package jp.yagura.command.telemetry.broker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import jp.yagura.shared.id.SiteAddress;

/** A real embedded broker on a free port that knows every site of Nankoku by the same secret. */
final class TestBroker implements AutoCloseable {

  static final SiteAddress INABU = SiteAddress.of("nankoku", "inabu");
  static final SiteAddress TOICHI = SiteAddress.of("nankoku", "toichi");
  static final EmbeddedBrokerLimits USUAL_LIMITS =
      new EmbeddedBrokerLimits(
          1_000, 300 * 1_024, 256, 100, 0, 20_000, 64L * 1_024 * 1_024, Duration.ofSeconds(30));

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final EmbeddedBroker broker;

  TestBroker(Path folder) {
    this(folder, listening(0), USUAL_LIMITS);
  }

  TestBroker(Path folder, EmbeddedBrokerLimits limits) {
    this(folder, listening(0), limits);
  }

  TestBroker(Path folder, EmbeddedBrokerConfig config, EmbeddedBrokerLimits limits) {
    broker =
        EmbeddedBroker.start(config, limits, folder, TestBroker::admit, Clock.systemUTC(), meters);
  }

  static EmbeddedBrokerConfig listening(int port) {
    return new EmbeddedBrokerConfig(
        true,
        "127.0.0.1",
        true,
        port,
        false,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<SiteAddress> admit(String username, byte[] password) {
    return Arrays.equals(password, TestDevice.SECRET.getBytes(StandardCharsets.UTF_8))
            && username.startsWith("nankoku/")
        ? Optional.of(SiteAddress.parse(username))
        : Optional.empty();
  }

  String uri() {
    return "tcp://127.0.0.1:" + broker.port().orElseThrow();
  }

  UplinkSource uplink() {
    return broker.uplink();
  }

  TestDevice device(SiteAddress address) {
    return new TestDevice(uri(), address);
  }

  TestDevice device(SiteAddress address, String clientId) {
    return new TestDevice(uri(), address, clientId);
  }

  int refused(String reason) {
    return (int)
        Optional.ofNullable(meters.find("yagura.broker.refused").tag("reason", reason).counter())
            .map(Counter::count)
            .orElse(0.0)
            .doubleValue();
  }

  int count(String name) {
    return (int) meters.get("yagura.broker." + name).counter().count();
  }

  int gauge(String name) {
    return (int) meters.get("yagura.broker." + name).gauge().value();
  }

  @Override
  public void close() {
    broker.close();
  }
}
