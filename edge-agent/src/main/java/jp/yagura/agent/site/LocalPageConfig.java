package jp.yagura.agent.site;

import java.net.InetSocketAddress;
import java.util.Optional;

/// The page for whoever stands beside the box.
///
/// @param listen an address of the box's own port for technicians
/// @param pin what allows to change anything; without one the page only shows, and only on the box
///     itself
public record LocalPageConfig(InetSocketAddress listen, Optional<String> pin) {

  /// Without the PIN: this is what log lines show.
  @Override
  public String toString() {
    return listen + (pin.isPresent() ? " with a PIN" : " without a PIN");
  }
}
