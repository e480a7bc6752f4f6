package jp.yagura.command.telemetry.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import jp.yagura.command.device.OwnTls;

/** Says to HiveMQ in its own XML what our configuration says. Written anew at each start. */
final class BrokerConfigFile {

  private BrokerConfigFile() {}

  static void write(
      Path folder,
      EmbeddedBrokerConfig config,
      EmbeddedBrokerLimits limits,
      Optional<OwnTls.Store> believed)
      throws IOException {
    Path file = folder.resolve("config.xml");
    Files.deleteIfExists(file);
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      // it holds the password of the key store
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, text(config, limits, believed));
  }

  /**
   * No session outlives its connection: what must reach an absent device is kept by the command
   * center and sent again when it is born. So the broker's memory does not grow with the absent.
   */
  private static String text(
      EmbeddedBrokerConfig config, EmbeddedBrokerLimits limits, Optional<OwnTls.Store> believed) {
    return """
        <?xml version="1.0"?>
        <hivemq>
          <listeners>
            %s
            %s
          </listeners>
          <mqtt>
            <queued-messages><max-queue-size>%d</max-queue-size><strategy>discard-oldest</strategy></queued-messages>
            <quality-of-service><max-qos>1</max-qos></quality-of-service>
            <session-expiry><max-interval>0</max-interval></session-expiry>
            <shared-subscriptions><enabled>false</enabled></shared-subscriptions>
            <keep-alive><allow-unlimited>false</allow-unlimited><max-keep-alive>1800</max-keep-alive></keep-alive>
            <packets><max-packet-size>%d</max-packet-size></packets>
            <receive-maximum><server-receive-maximum>%d</server-receive-maximum></receive-maximum>
          </mqtt>
          <restrictions>
            <max-connections>%d</max-connections>
            <max-client-id-length>128</max-client-id-length>
            <max-topic-length>128</max-topic-length>
            <no-connect-idle-timeout>10000</no-connect-idle-timeout>
          </restrictions>
          <security><allow-empty-client-id><enabled>false</enabled></allow-empty-client-id></security>
          <persistence><mode>in-memory</mode></persistence>
          <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
        </hivemq>
        """
        .formatted(
            config.plain() ? plainListener(config) : "",
            config.keyStore().map(store -> tlsListener(config, store, believed)).orElse(""),
            limits.queuedDown(),
            limits.packetBytes(),
            limits.inFlight(),
            limits.connections());
  }

  private static String plainListener(EmbeddedBrokerConfig config) {
    return """
        <tcp-listener><port>%d</port><bind-address>%s</bind-address><name>plain</name></tcp-listener>
        """
        .formatted(config.port(), escape(config.host()));
  }

  private static String tlsListener(
      EmbeddedBrokerConfig config, Path keyStore, Optional<OwnTls.Store> believed) {
    String password = config.keyStorePassword().orElseThrow();
    return """
        <tls-tcp-listener><port>%d</port><bind-address>%s</bind-address><name>tls</name>
          <tls>
            <keystore><path>%s</path><password>%s</password><private-key-password>%s</private-key-password></keystore>
            %s
            <protocols><protocol>TLSv1.3</protocol><protocol>TLSv1.2</protocol></protocols>
          </tls>
        </tls-tcp-listener>
        """
        .formatted(
            config.tlsPort(),
            escape(config.host()),
            escape(keyStore.toAbsolutePath().toString()),
            escape(password),
            escape(config.keyPassword().orElse(password)),
            believed.map(BrokerConfigFile::clientCertificates).orElse(""));
  }

  /** Not demanded: a box that is not enrolled yet has none, and comes by its password. */
  private static String clientCertificates(OwnTls.Store believed) {
    return """
        <client-authentication-mode>OPTIONAL</client-authentication-mode>
        <truststore><path>%s</path><password>%s</password></truststore>"""
        .formatted(
            escape(believed.file().toAbsolutePath().toString()), escape(believed.password()));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
