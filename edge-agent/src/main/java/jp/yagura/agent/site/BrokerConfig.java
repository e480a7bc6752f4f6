package jp.yagura.agent.site;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// A broker this box may speak to.
///
/// @param name what bearers call it by
/// @param uri `tcp://host:port` or `ssl://host:port`
/// @param username empty, like the password, where the box shows the certificate it was enrolled
///     with
/// @param caFile certificates (PEM) to trust instead of the system's, for `ssl`
public record BrokerConfig(
    String name, URI uri, String username, String password, Optional<Path> caFile) {

  public boolean encrypted() {
    return "ssl".equals(uri.getScheme());
  }

  /// Without the password: this is what log lines show.
  @Override
  public String toString() {
    return username.isEmpty() ? uri + " by certificate" : uri + " as " + username;
  }
}
