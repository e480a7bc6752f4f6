package jp.yagura.agent.site;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A broker this box may speak to.
///
/// @param uri `tcp://host:port` or `ssl://host:port`
/// @param username empty, like the password, where the box shows the certificate it was enrolled
///     with
/// @param caFile certificates (PEM) to trust instead of the system's, for `ssl`
/// @param keepAlive how long the line may be silent before it is probed; short finds a dead line,
///     long saves bytes
/// @param ackEvery how long readings may go without asking the command center for an ack; zero asks
///     with each message, long saves bytes
/// @param bearer what the line runs over, as the console shows it: lan, lte, satellite
public record BrokerConfig(
    URI uri,
    String username,
    String password,
    Optional<Path> caFile,
    Duration keepAlive,
    Duration ackEvery,
    String bearer) {

  public boolean encrypted() {
    return "ssl".equals(uri.getScheme());
  }

  /// Without the password: this is what log lines show.
  @Override
  public String toString() {
    return username.isEmpty() ? uri + " by certificate" : uri + " as " + username;
  }
}
