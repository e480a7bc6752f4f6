package jp.yagura.command.telemetry.broker;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An MQTT 5 broker elsewhere, whose shared subscription this command center takes its part of.
 *
 * @param uri {@code tcp://host:port} or {@code ssl://host:port}
 * @param caFile PEM of who signs the broker's certificate, if the system does not know it
 * @param receiveMaximum how many messages may be on the way to storage at once. The client breaks a
 *     connection that goes beyond it, and Mosquitto 2.0 does (its issue 2301) as soon as more than
 *     that wait; so the default is the most that MQTT knows
 */
@EachProperty(value = "yagura.broker.external", list = true)
public record ExternalBrokerConfig(
    @Parameter Integer index,
    URI uri,
    Optional<String> username,
    Optional<String> password,
    Optional<Path> caFile,
    @Bindable(defaultValue = "65535") int receiveMaximum) {

  public ExternalBrokerConfig {
    String scheme = String.valueOf(uri.getScheme());
    if (!(scheme.equals("tcp") || scheme.equals("ssl")) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "a uri of yagura.broker.external is tcp://host:port or ssl://host:port, not " + uri);
    }
    if (receiveMaximum < 1 || receiveMaximum > 65_535) {
      throw new IllegalArgumentException("a receive-maximum is from 1 to 65535");
    }
  }

  boolean tls() {
    return uri.getScheme().equals("ssl");
  }

  int port() {
    return uri.getPort() > 0 ? uri.getPort() : tls() ? 8883 : 1883;
  }
}
