package jp.yagura.command.site;

import java.util.Optional;
import jp.yagura.shared.id.SiteAddress;

/**
 * Knows the secrets of the devices. Asked on a network thread at each connect, so it answers from
 * memory.
 */
@FunctionalInterface
public interface DeviceGate {

  /**
   * Whose device this is; empty if the name is unknown or the password wrong, without telling
   * which.
   */
  Optional<SiteAddress> admit(String username, byte[] password);
}
