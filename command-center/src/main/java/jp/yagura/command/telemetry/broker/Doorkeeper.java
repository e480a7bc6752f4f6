package jp.yagura.command.telemetry.broker;

import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission;
import com.hivemq.extension.sdk.api.packets.auth.DefaultAuthorizationBehaviour;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import com.hivemq.extension.sdk.api.packets.connect.WillPublishPacket;
import com.hivemq.extension.sdk.api.packets.general.MqttVersion;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.Optional;
import jp.yagura.command.device.CertificateGate;
import jp.yagura.command.site.DeviceGate;
import jp.yagura.command.telemetry.broker.BrokerMeters.Refusal;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.Topics;

/**
 * Lets devices in, each under its own name and with no right beyond its own topics. The broker's
 * own rules then enforce these rights on subscriptions and wills.
 *
 * <p>A refusal is not delayed: HiveMQ serves everybody with the same client id one after the other,
 * so a stranger using a device's id would delay the device.
 */
final class Doorkeeper implements SimpleAuthenticator {

  private static final int LONGEST_NAME = 80;

  private final DeviceGate gate;
  private final Optional<CertificateGate> certificates;
  private final FailedAttempts failures;
  private final BrokerMeters meters;

  Doorkeeper(
      DeviceGate gate,
      Optional<CertificateGate> certificates,
      FailedAttempts failures,
      BrokerMeters meters) {
    this.gate = gate;
    this.certificates = certificates;
    this.failures = failures;
    this.meters = meters;
  }

  @Override
  public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
    ConnectPacket connect = input.getConnectPacket();
    String source =
        input.getConnectionInformation().getInetAddress().map(a -> a.getHostAddress()).orElse("?");
    Optional<X509Certificate> shown =
        input
            .getConnectionInformation()
            .getClientTlsInformation()
            .flatMap(tls -> tls.getClientCertificate());
    String username =
        shown
            .map(certificate -> certificate.getSubjectX500Principal().getName())
            .or(connect::getUserName)
            .filter(Doorkeeper::couldBeAName)
            .orElse("nobody");
    String who = username + " from " + source;
    if (failures.tooMany(who)) {
      meters.refused(Refusal.LOCKED_OUT, who);
      output.failAuthentication(ConnackReasonCode.CONNECTION_RATE_EXCEEDED, "wait a minute");
      return;
    }
    if (connect.getMqttVersion() != MqttVersion.V_5) {
      // only its receive maximum keeps a device from sending on while it is left waiting
      meters.refused(Refusal.PROTOCOL, who + " with " + connect.getMqttVersion());
      output.failAuthentication(ConnackReasonCode.UNSUPPORTED_PROTOCOL_VERSION);
      return;
    }
    Optional<SiteAddress> admitted =
        shown.isPresent()
            ? certificates.flatMap(by -> by.admit(shown.get()))
            : connect
                .getPassword()
                .flatMap(password -> gate.admit(username, bytesOf(password)))
                .filter(site -> certificates.map(by -> by.mayUsePassword(site)).orElse(true));
    if (admitted.isEmpty()) {
      failures.add(who);
      meters.refused(Refusal.CREDENTIALS, who);
      output.failAuthentication(
          ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD,
          "unknown name, wrong password, or a certificate that is not believed");
      return;
    }
    DeviceClient client = DeviceClient.of(admitted.get());
    if (!client.mayBeCalled(connect.getClientId())) {
      meters.refused(Refusal.CLIENT_ID, who + " as " + connect.getClientId());
      output.failAuthentication(
          ConnackReasonCode.CLIENT_IDENTIFIER_NOT_VALID,
          "the client id of this device is " + client.clientId());
      return;
    }
    Optional<WillPublishPacket> will = connect.getWillPublish();
    if (will.isPresent() && !Will.isAllowed(client, will.get())) {
      meters.refused(Refusal.WILL, who + " to " + will.get().getTopic());
      output.failAuthentication(
          ConnackReasonCode.NOT_AUTHORIZED, "a will goes to the own birth topic, and is short");
      return;
    }
    will.ifPresent(packet -> Will.remember(input.getConnectionInformation(), packet));
    permit(client, output);
    output.authenticateSuccessfully();
  }

  /**
   * Publishing is judged by {@link DeviceUplink}, and what it lets pass to the broker finds no
   * permission there; the birth topic has one for the sake of the will.
   */
  private static void permit(DeviceClient client, SimpleAuthOutput output) {
    var permissions = output.getDefaultPermissions();
    permissions.add(
        Builders.topicPermission()
            .topicFilter(client.birth())
            .activity(TopicPermission.MqttActivity.PUBLISH)
            .qos(TopicPermission.Qos.ZERO_ONE)
            .type(TopicPermission.PermissionType.ALLOW)
            .build());
    permissions.add(
        Builders.topicPermission()
            .topicFilter(Topics.downlinksOf(client.address()))
            .activity(TopicPermission.MqttActivity.SUBSCRIBE)
            .qos(TopicPermission.Qos.ALL)
            .sharedSubscription(TopicPermission.SharedSubscription.NOT_SHARED)
            .type(TopicPermission.PermissionType.ALLOW)
            .build());
    permissions.setDefaultBehaviour(DefaultAuthorizationBehaviour.DENY);
  }

  /** Strangers may send 64 KB of anything; what is remembered and logged of them is short. */
  private static boolean couldBeAName(String username) {
    return username.length() <= LONGEST_NAME && username.chars().noneMatch(Character::isISOControl);
  }

  private static byte[] bytesOf(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
