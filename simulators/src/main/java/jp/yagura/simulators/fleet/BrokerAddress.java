package jp.yagura.simulators.fleet;

import java.net.URI;

/// Where a broker listens, without TLS: the simulators live on the same machine or behind a cable
/// of their own.
public record BrokerAddress(String host, int port) {
  public BrokerAddress {
    if (host.isBlank() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException("no place a broker can listen at: " + host + ":" + port);
    }
  }

  /// @param text such as `tcp://127.0.0.1:1883`; `mqtt://` says the same
  public static BrokerAddress parse(String text) {
    var uri = URI.create(text);
    var host = uri.getHost();
    if (host == null
        || uri.getPort() < 0
        || !("tcp".equals(uri.getScheme()) || "mqtt".equals(uri.getScheme()))) {
      throw new IllegalArgumentException(
          "'%s' is no broker; write tcp://HOST:PORT".formatted(text));
    }
    return new BrokerAddress(host, uri.getPort());
  }

  @Override
  public String toString() {
    return "tcp://" + host + ":" + port;
  }
}
