package jp.yagura.command.telemetry.broker;

import java.util.Optional;
import java.util.regex.Pattern;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.Topic;

/**
 * What one device may call itself and write to. The client id is bound to the address, because a
 * broker throws out whoever holds an id that somebody new presents.
 */
record DeviceClient(SiteAddress address, String uplinks, String birth) {

  private static final String PREFIX = "yagura-agent/";
  private static final Pattern BEARER = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

  static DeviceClient of(SiteAddress address) {
    String birth = Topic.of(address, Kind.BIRTH).toString();
    return new DeviceClient(
        address, birth.substring(0, birth.length() - Kind.BIRTH.segment().length()), birth);
  }

  /** Only of ids that the {@link Doorkeeper} has let in. */
  static DeviceClient ofClientId(String clientId) {
    String[] part = clientId.substring(PREFIX.length()).split("/", -1);
    return of(SiteAddress.of(part[0], part[1]));
  }

  /**
   * One id, or one for each of its bearers: a tower that changes its road connects by the new one
   * before it leaves the old one.
   */
  boolean mayBeCalled(String clientId) {
    return clientId.equals(clientId()) || bearerIn(clientId).isPresent();
  }

  private Optional<String> bearerIn(String clientId) {
    String start = clientId() + "/";
    return clientId.startsWith(start)
        ? Optional.of(clientId.substring(start.length()))
            .filter(bearer -> BEARER.matcher(bearer).matches())
        : Optional.empty();
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
