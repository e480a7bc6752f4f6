package jp.yagura.command.telemetry.broker;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the embedded broker listens.
 *
 * @param plain whether it listens without encryption, too, or only with TLS
 * @param port of the plain listener; 0: any free one
 * @param tls whether it listens with TLS, also without a key store: then with a certificate of our
 *     own authority, which enrolled boxes trust
 * @param keyStore PKCS#12 or JKS with the server's certificate; its presence switches TLS on
 */
@ConfigurationProperties("yagura.broker.embedded")
public record EmbeddedBrokerConfig(
    @Bindable(defaultValue = "true") boolean enabled,
    @Bindable(defaultValue = "0.0.0.0") String host,
    @Bindable(defaultValue = "true") boolean plain,
    @Bindable(defaultValue = "1883") int port,
    @Bindable(defaultValue = "false") boolean tls,
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
    if (!plain && keyStore.isEmpty() && !tls) {
      throw new IllegalArgumentException(
          "yagura.broker.embedded.plain: false needs tls: true or a key-store, or no device could"
              + " come");
    }
  }

  boolean listensWithTls() {
    return tls || keyStore.isPresent();
  }

  /** The same with a key store of our own. */
  EmbeddedBrokerConfig with(Path ownKeyStore, String password) {
    return new EmbeddedBrokerConfig(
        enabled,
        host,
        plain,
        port,
        tls,
        tlsPort,
        Optional.of(ownKeyStore),
        Optional.of(password),
        Optional.empty());
  }

  /** Who has gone to the trouble of TLS hardly means to leave the other door open. */
  boolean isOpenToOthersInPlainBesideTls() {
    return plain && keyStore.isPresent() && !isLoopback(host);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false; // listening there fails, and says why
    }
  }
}
