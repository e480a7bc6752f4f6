package jp.yagura.command.telemetry.broker;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;

/**
 * Makes clients that connect again by themselves, ever more slowly and not all at the same moment.
 */
final class MqttClients {

  private static final long FIRST_DELAY_MS = 500;
  private static final long LONGEST_DELAY_MS = 30_000;

  private MqttClients() {}

  static Mqtt5AsyncClient of(ExternalBrokerConfig config, String clientId, BrokerMeters meters) {
    Mqtt5ClientBuilder builder =
        MqttClient.builder()
            .useMqttVersion5()
            .identifier(clientId)
            .serverHost(config.uri().getHost())
            .serverPort(config.port())
            .automaticReconnect() // exponential, with jitter
            .initialDelay(FIRST_DELAY_MS, TimeUnit.MILLISECONDS)
            .maxDelay(LONGEST_DELAY_MS, TimeUnit.MILLISECONDS)
            .applyAutomaticReconnect()
            .addDisconnectedListener(
                context -> {
                  if (context.getSource() != MqttDisconnectSource.USER) {
                    meters.trouble(
                        "no connection to " + config.uri(),
                        String.valueOf(context.getCause().getMessage()));
                  }
                });
    config
        .username()
        .ifPresent(
            username ->
                builder
                    .simpleAuth()
                    .username(username)
                    .password(config.password().orElse("").getBytes(StandardCharsets.UTF_8))
                    .applySimpleAuth());
    if (config.tls()) {
      // without an authority of its own it trusts those of the system
      TrustManagerFactory authority = config.caFile().map(MqttClients::trusting).orElse(null);
      builder.sslConfig().trustManagerFactory(authority).applySslConfig();
    }
    return builder.buildAsync();
  }

  private static TrustManagerFactory trusting(Path caFile) {
    try (InputStream pem = Files.newInputStream(caFile)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate authority :
          CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("ca-" + number++, authority);
      }
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "the ca-file " + caFile + " of yagura.broker.external is not a readable PEM file", e);
    }
  }
}
