package jp.yagura.command.telemetry.broker;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the embedded broker listens.
 *
 * @param port 0: any free one
 * @param keyStore PKCS#12 or JKS with the server's certificate; its presence switches TLS on
 */
@ConfigurationProperties("yagura.broker.embedded")
public record EmbeddedBrokerConfig(
    @Bindable(defaultValue = "true") boolean enabled,
    @Bindable(defaultValue = "0.0.0.0") String host,
    @Bindable(defaultValue = "1883") int port,
    @Bindable(defaultValue = "8883") int tlsPort,
    Optional<Path> keyStore,
    Optional<String> keyStorePassword,
    Optional<String> keyPassword) {

  public EmbeddedBrokerConfig {
    if (port < 0 || port > 65_535 || tlsPort < 0 || tlsPort > 65_535) {
      throw new IllegalArgumentException("a port of yagura.broker.embedded is from 0 to 65535");
    }
    if (keyStore.isPresent() && keyStorePassword.isEmpty()) {
      throw new IllegalArgumentException(
          "yagura.broker.embedded.key-store-password is needed with a key-store");
    }
  }
}
