package jp.yagura.command.telemetry.broker;

import static jp.yagura.command.telemetry.broker.TestBroker.INABU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.wire.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both ends of an encrypted connection: our broker's, and ours to a broker elsewhere. */
class TlsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final BrokerMeters meters =
      new BrokerMeters("elsewhere", new SimpleMeterRegistry(), Clock.systemUTC());
  private Path folder;
  private TestCertificate certificate;
  private TestBroker broker;

  @BeforeEach
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    certificate = new TestCertificate(folder, "broker");
    broker = new TestBroker(folder, encrypted("127.0.0.1", true), TestBroker.USUAL_LIMITS);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aDeviceMayComeEncrypted() throws Exception {
    TestIngest ingest = TestIngest.thatAcknowledges();
    broker.uplink().start(ingest);
    String uri = "ssl://127.0.0.1:" + broker.broker.tlsPort().orElseThrow();
    try (var inabu = new TestDevice(uri, INABU).trusting(certificate.sockets()).connect()) {
      inabu.send(Kind.READINGS, "secret");
    }
    assertThat(ingest.texts()).containsExactly("readings secret");
  }

  @Test
  void plainMayBeSwitchedOffOnceAllUseTls(@TempDir Path own) throws Exception {
    TestIngest ingest = TestIngest.thatAcknowledges();
    try (var only = new TestBroker(own, encrypted("127.0.0.1", false), TestBroker.USUAL_LIMITS)) {
      assertThat(only.broker.port()).isEmpty();
      assertThat(new BrokerAddress(only.broker).address())
          .isEqualTo("mqtts://127.0.0.1:" + only.broker.tlsPort().orElseThrow());
      only.uplink().start(ingest);
      String uri = "ssl://127.0.0.1:" + only.broker.tlsPort().orElseThrow();
      try (var inabu = new TestDevice(uri, INABU).trusting(certificate.sockets()).connect()) {
        inabu.send(Kind.READINGS, "secret");
      }
    }
    assertThat(ingest.texts()).containsExactly("readings secret");
  }

  @Test
  @Timeout(60)
  void aBrokerWhoseOnlyDoorDoesNotOpenDoesNotStart(@TempDir Path own) {
    var locked =
        new EmbeddedBrokerConfig(
            true,
            "127.0.0.1",
            false,
            0,
            false,
            0,
            Optional.of(certificate.keyStore),
            Optional.of("not the password"),
            Optional.empty());
    assertThatThrownBy(() -> new TestBroker(own, locked, TestBroker.USUAL_LIMITS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the broker");
  }

  @Test
  void plainBesideTlsIsWarnedOfWhereOthersCanReachIt() {
    assertThat(encrypted("0.0.0.0", true).isOpenToOthersInPlainBesideTls()).isTrue();
    assertThat(encrypted("127.0.0.1", true).isOpenToOthersInPlainBesideTls()).isFalse();
    assertThat(encrypted("::1", true).isOpenToOthersInPlainBesideTls()).isFalse();
    assertThat(encrypted("0.0.0.0", false).isOpenToOthersInPlainBesideTls()).isFalse();
    assertThat(TestBroker.listening(0).isOpenToOthersInPlainBesideTls()).isFalse();
  }

  @Test
  void aBrokerThatWouldListenNowhereIsRefused() {
    assertThatThrownBy(
            () ->
                new EmbeddedBrokerConfig(
                    true,
                    "127.0.0.1",
                    false,
                    0,
                    false,
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))
        .hasMessageContaining("a key-store");
  }

  private EmbeddedBrokerConfig encrypted(String host, boolean plain) {
    return new EmbeddedBrokerConfig(
        true,
        host,
        plain,
        0,
        false,
        0,
        Optional.of(certificate.keyStore),
        Optional.of(TestCertificate.PASSWORD),
        Optional.empty());
  }

  /**
   * Our own broker is the one elsewhere; that it does not know us shows that we have reached it.
   */
  @Test
  void anExternalBrokerIsTrustedIfItsAuthorityIs() {
    try (var uplink = uplinkTrusting(certificate)) {
      uplink.start(TestIngest.thatAcknowledges());
      Eventually.until(PATIENCE, () -> broker.refused("credentials") > 0);
    }
  }

  @Test
  void anExternalBrokerWithAnothersCertificateIsNotSpokenTo() throws Exception {
    try (var uplink = uplinkTrusting(new TestCertificate(folder, "other"))) {
      uplink.start(TestIngest.thatAcknowledges());
      Eventually.until(PATIENCE, () -> meters.troubles.count() > 0);
      assertThat(broker.refused("credentials")).isZero();
      assertThat(uplink.connected()).isFalse();
    }
  }

  private UplinkSource uplinkTrusting(TestCertificate authority) {
    var config =
        new ExternalBrokerConfig(
            0,
            URI.create("ssl://127.0.0.1:" + broker.broker.tlsPort().orElseThrow()),
            Optional.of("yagura-command"),
            Optional.of("unknown there"),
            Optional.of(authority.pem),
            100);
    return new MqttUplink(
        config, "east", Clock.systemUTC(), Executors.newSingleThreadScheduledExecutor(), meters);
  }
}
