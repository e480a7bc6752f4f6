package jp.yagura.simulators.fleet;

import java.util.Optional;
import jp.yagura.shared.id.SiteAddress;

/// Who a device says it is.
///
/// @param secret what it proves it with; absent only for brokers that let everybody in
public record DeviceIdentity(SiteAddress address, Optional<String> secret) {

  public static DeviceIdentity withSecret(SiteAddress address, String secret) {
    return new DeviceIdentity(address, Optional.of(secret));
  }

  public static DeviceIdentity withoutSecret(SiteAddress address) {
    return new DeviceIdentity(address, Optional.empty());
  }

  String clientId() {
    return "yagura-agent/" + address;
  }

  /// A secret is never printed.
  @Override
  public String toString() {
    return address.toString();
  }
}
