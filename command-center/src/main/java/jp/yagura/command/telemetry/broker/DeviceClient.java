package jp.yagura.command.telemetry.broker;

import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.Topic;

/**
 * What one device may call itself and write to. The client id is bound to the address, because a
 * broker throws out whoever holds an id that somebody new presents.
 */
record DeviceClient(SiteAddress address, String uplinks, String birth) {

  private static final String PREFIX = "yagura-agent/";

  static DeviceClient of(SiteAddress address) {
    String birth = Topic.of(address, Kind.BIRTH).toString();
    return new DeviceClient(
        address, birth.substring(0, birth.length() - Kind.BIRTH.segment().length()), birth);
  }

  /** Only of ids that the {@link Doorkeeper} has let in. */
  static DeviceClient ofClientId(String clientId) {
    return of(SiteAddress.parse(clientId.substring(PREFIX.length())));
  }

  static String clientIdOf(SiteAddress address) {
    return PREFIX + address;
  }

  String clientId() {
    return clientIdOf(address);
  }

  /** Only the birth is kept by a broker for those who come later. */
  boolean mayPublish(String topic, boolean retained) {
    return topic.startsWith(uplinks) && (!retained || topic.equals(birth));
  }
}
