package jp.yagura.simulators.bench.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocket;
import jp.yagura.shared.wire.Decoded;
import jp.yagura.shared.wire.DownMessage;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.Topics;
import jp.yagura.shared.wire.Wire;
import jp.yagura.simulators.bench.Certificate;
import jp.yagura.simulators.fleet.DeviceIdentity;

/// A device on a TLS connection that does one thing at a time and waits for the answer, so that
/// every message travels as it does when minutes lie between them: in a record of its own.
final class SecureDevice implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LARGEST_MESSAGE = Wire.MAX_PAYLOAD + 1024;

  private final SSLSocket socket;
  private final EmbeddedChannel codec =
      new EmbeddedChannel(new MqttDecoder(LARGEST_MESSAGE), MqttEncoder.INSTANCE);
  private final byte[] buffer = new byte[65_536];
  private final Map<String, Integer> aliases = new HashMap<>();
  private final boolean usesAliases;
  private int aliasesAllowed;
  private int lastId;
  private long durable;
  private boolean toldTheTime;

  private SecureDevice(SSLSocket socket, boolean usesAliases) {
    this.socket = socket;
    this.usesAliases = usesAliases;
  }

  /// @param usesAliases whether a topic is spelt out only once, where the broker allows it
  static SecureDevice connect(
      Certificate certificate,
      int port,
      DeviceIdentity identity,
      Duration keepAlive,
      boolean usesAliases)
      throws IOException {
    var device = new SecureDevice(certificate.connect(port, PATIENCE), usesAliases);
    var address = identity.address();
    device.send(
        MqttMessageBuilders.connect()
            .protocolVersion(MqttVersion.MQTT_5)
            .clientId("yagura-agent/" + address)
            .cleanSession(true)
            .keepAlive((int) keepAlive.toSeconds())
            .hasUser(true)
            .username(address.toString())
            .hasPassword(true)
            .password(identity.secret().orElse("").getBytes(StandardCharsets.UTF_8))
            .build());
    var welcome = (MqttConnAckMessage) device.await(isA(MqttMessageType.CONNACK));
    if (welcome.variableHeader().connectReturnCode().byteValue() != 0) {
      throw new IOException("refused: " + welcome.variableHeader().connectReturnCode());
    }
    if (welcome.variableHeader().properties().getProperty(MqttProperties.TOPIC_ALIAS_MAXIMUM)
        instanceof IntegerProperty most) {
      device.aliasesAllowed = most.value();
    }
    device.send(
        MqttMessageBuilders.subscribe()
            .messageId(device.nextId())
            .addSubscription(MqttQoS.AT_LEAST_ONCE, Topics.downlinksOf(address))
            .build());
    device.await(isA(MqttMessageType.SUBACK));
    return device;
  }

  /// Publishes, and waits for the PUBACK where there will be one.
  void publish(String topic, byte[] payload, MqttQoS qos) throws IOException {
    int id = nextId();
    var properties = new MqttProperties();
    send(
        new MqttPublishMessage(
            new MqttFixedHeader(MqttMessageType.PUBLISH, false, qos, false, 0),
            new MqttPublishVariableHeader(shortened(topic, properties), id, properties),
            Unpooled.wrappedBuffer(payload)));
    if (qos == MqttQoS.AT_LEAST_ONCE) {
      await(isA(MqttMessageType.PUBACK));
    }
  }

  /// The topic, or nothing once an alias stands for it.
  private String shortened(String topic, MqttProperties properties) {
    var known = aliases.get(topic);
    if (known == null && (!usesAliases || aliases.size() >= aliasesAllowed)) {
      return topic;
    }
    int alias = known == null ? aliases.size() + 1 : known;
    aliases.put(topic, alias);
    properties.add(new IntegerProperty(MqttProperties.TOPIC_ALIAS, alias));
    return known == null ? topic : "";
  }

  /// Waits until the command center says that everything up to there is durable.
  void awaitDurable(long upTo) throws IOException {
    while (durable < upTo) {
      await(isA(MqttMessageType.PUBLISH));
    }
  }

  /// Waits until the command center has answered the birth by telling the time.
  void awaitTime() throws IOException {
    while (!toldTheTime) {
      await(isA(MqttMessageType.PUBLISH));
    }
  }

  private void note(MqttMessage message) throws IOException {
    if (message instanceof MqttPublishMessage said) {
      if (said.fixedHeader().qosLevel() == MqttQoS.AT_LEAST_ONCE) {
        // or the broker keeps everything else back
        send(
            MqttMessageBuilders.pubAck()
                .packetId(said.variableHeader().packetId())
                .reasonCode((byte) 0)
                .build());
      }
      Topic.parse(said.variableHeader().topicName())
          .map(topic -> Wire.decodeDown(topic.kind(), ByteBufUtil.getBytes(said.payload())))
          .ifPresent(this::note);
    }
  }

  private void note(Decoded<DownMessage> said) {
    switch (said) {
      case Decoded.Accepted<DownMessage>(DownMessage.DurableAck(_, _, long upTo, _)) ->
          durable = Math.max(durable, upTo);
      case Decoded.Accepted<DownMessage>(DownMessage.TimeIs _) -> toldTheTime = true;
      case Decoded.Accepted<DownMessage> _, Decoded.Refused<DownMessage> _ -> {
        // costs bytes, and nothing else
      }
    }
  }

  private static Predicate<MqttMessage> isA(MqttMessageType type) {
    return message -> message.fixedHeader().messageType() == type;
  }

  private void send(MqttMessage message) throws IOException {
    codec.writeOutbound(message);
    var whole = Unpooled.buffer();
    ByteBuf part;
    while ((part = codec.readOutbound()) != null) {
      whole.writeBytes(part);
      part.release();
    }
    // in one write, which becomes one TLS record
    socket.getOutputStream().write(ByteBufUtil.getBytes(whole));
  }

  /// Reads until the wanted message comes; what else comes is of no interest.
  private MqttMessage await(Predicate<MqttMessage> wanted) throws IOException {
    while (true) {
      MqttMessage message;
      while ((message = codec.readInbound()) != null) {
        if (message.decoderResult().isFailure()) {
          throw new IOException("not MQTT", message.decoderResult().cause());
        }
        note(message);
        ReferenceCountUtil.release(message);
        if (wanted.test(message)) {
          return message;
        }
      }
      int length = socket.getInputStream().read(buffer);
      if (length < 0) {
        throw new IOException("the broker closed the connection");
      }
      codec.writeInbound(Unpooled.copiedBuffer(buffer, 0, length));
    }
  }

  private int nextId() {
    lastId = lastId % 65_535 + 1;
    return lastId;
  }

  @Override
  public void close() throws IOException {
    codec.finishAndReleaseAll();
    socket.close();
  }
}
