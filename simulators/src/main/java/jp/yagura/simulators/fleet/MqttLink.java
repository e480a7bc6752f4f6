package jp.yagura.simulators.fleet;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One connection of one device, from CONNECT to the end of its channel: MQTT 5, clean start, a
/// will, one subscription, QoS 1 with a window. What the messages mean is its owner's business.
/// Lives on one event loop.
final class MqttLink extends SimpleChannelInboundHandler<MqttMessage> {
  /// Who the link belongs to; all calls come on the event loop.
  interface Owner {
    /// Connected and subscribed: messages may be sent.
    void linkUp();

    void arrived(String topic, byte[] payload);

    /// The broker answered a message: there is room again.
    void roomAgain();

    /// The link is gone; nothing more will be heard of what was on the way.
    void linkDown(String why);
  }

  /// What the link tells the broker about its device.
  record Introduction(
      DeviceIdentity identity,
      Duration keepAlive,
      String willTopic,
      byte[] will,
      String subscription) {}

  private static final int LARGEST_PACKET_ID = 65_535;

  private final Introduction introduction;
  private final Owner owner;
  private final IntObjectMap<Outgoing.Settled> inFlight = new IntObjectHashMap<>();
  private @Nullable ChannelHandlerContext context;
  private int window;
  private int lastPacketId;
  private boolean up;
  private boolean ended;
  private String why = "the broker closed the connection";

  MqttLink(Introduction introduction, int window, Owner owner) {
    this.introduction = introduction;
    this.window = window;
    this.owner = owner;
  }

  boolean hasRoom() {
    return up && inFlight.size() < window;
  }

  /// Sends a message; only while [#hasRoom].
  void publish(Outgoing message) {
    var channel = open();
    int id = nextPacketId();
    inFlight.put(id, message.settled());
    var header =
        new MqttFixedHeader(
            MqttMessageType.PUBLISH, false, MqttQoS.AT_LEAST_ONCE, message.retained(), 0);
    tell(
        channel,
        new MqttPublishMessage(
            header,
            new MqttPublishVariableHeader(message.topic(), id, MqttProperties.NO_PROPERTIES),
            Unpooled.wrappedBuffer(message.payload())));
  }

  /// Ends the connection as somebody who pulls the plug: without a word, so that the broker
  /// publishes the will.
  void drop(String reason) {
    why = reason;
    ended = true;
    if (context != null) {
      end(context);
    }
  }

  /// Ends the connection in good order, but asks for the will: a device that goes away is offline,
  /// however it goes.
  void disconnect() {
    why = "disconnected";
    ended = true;
    if (context == null) {
      return;
    }
    var reason =
        new MqttReasonCodeAndPropertiesVariableHeader(
            MqttReasonCodes.Disconnect.DISCONNECT_WITH_WILL_MESSAGE.byteValue(),
            MqttProperties.NO_PROPERTIES);
    tell(context, new MqttMessage(header(MqttMessageType.DISCONNECT), reason));
    end(context);
  }

  @Override
  public void channelActive(ChannelHandlerContext channel) {
    context = channel;
    if (ended) {
      // given up while it was still dialling
      end(channel);
      return;
    }
    var identity = introduction.identity();
    var connect =
        MqttMessageBuilders.connect()
            .protocolVersion(MqttVersion.MQTT_5)
            .clientId(identity.clientId())
            .cleanSession(true)
            .keepAlive((int) introduction.keepAlive().toSeconds())
            .willFlag(true)
            .willQoS(MqttQoS.AT_LEAST_ONCE)
            .willRetain(true)
            .willTopic(introduction.willTopic())
            .willMessage(introduction.will());
    identity
        .secret()
        .ifPresent(
            secret ->
                connect
                    .hasUser(true)
                    .username(identity.address().toString())
                    .hasPassword(true)
                    .password(secret.getBytes(StandardCharsets.UTF_8)));
    tell(channel, connect.build());
  }

  @Override
  protected void channelRead0(ChannelHandlerContext channel, MqttMessage message) {
    if (message.decoderResult().isFailure()) {
      drop("the broker sent what is not MQTT: " + message.decoderResult().cause());
      return;
    }
    switch (message.fixedHeader().messageType()) {
      case CONNACK -> connected(channel, (MqttConnAckMessage) message);
      case SUBACK -> subscribed((MqttSubAckMessage) message);
      case PUBACK -> settled((MqttMessageIdVariableHeader) message.variableHeader());
      case PUBLISH -> received(channel, (MqttPublishMessage) message);
      case DISCONNECT -> drop("the broker sent us away");
      default -> {
        // PINGRESP: that it came is enough, the idle watch has seen it
      }
    }
  }

  private void connected(ChannelHandlerContext channel, MqttConnAckMessage message) {
    var answer = message.variableHeader();
    if (answer.connectReturnCode() != MqttConnectReturnCode.CONNECTION_ACCEPTED) {
      drop("the broker refused the connection: " + answer.connectReturnCode());
      return;
    }
    if (answer.properties().getProperty(MqttProperties.RECEIVE_MAXIMUM)
        instanceof MqttProperties.IntegerProperty most) {
      window = Math.min(window, most.value());
    }
    tell(
        channel,
        MqttMessageBuilders.subscribe()
            .messageId(nextPacketId())
            .addSubscription(MqttQoS.AT_LEAST_ONCE, introduction.subscription())
            .build());
  }

  private void subscribed(MqttSubAckMessage message) {
    if (message.payload().reasonCodes().stream().anyMatch(code -> code >= 0x80)) {
      drop("the broker refused the subscription to " + introduction.subscription());
      return;
    }
    up = true;
    owner.linkUp();
  }

  private void settled(MqttMessageIdVariableHeader answer) {
    var waiting = inFlight.remove(answer.messageId());
    if (waiting == null) {
      return;
    }
    boolean accepted =
        !(answer instanceof MqttPubReplyMessageVariableHeader reply)
            || Byte.toUnsignedInt(reply.reasonCode()) < 0x80;
    waiting.byBroker(accepted);
    owner.roomAgain();
  }

  private void received(ChannelHandlerContext channel, MqttPublishMessage message) {
    owner.arrived(message.variableHeader().topicName(), ByteBufUtil.getBytes(message.payload()));
    if (message.fixedHeader().qosLevel() == MqttQoS.AT_LEAST_ONCE) {
      tell(
          channel,
          MqttMessageBuilders.pubAck().packetId(message.variableHeader().packetId()).build());
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext channel, Object event) {
    if (event instanceof IdleStateEvent idle) {
      if (idle.state() == IdleState.READER_IDLE) {
        drop("the broker has been silent for too long");
      } else {
        tell(channel, new MqttMessage(header(MqttMessageType.PINGREQ)));
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext channel) {
    up = false;
    context = null;
    inFlight.clear();
    owner.linkDown(why);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
    drop(cause.toString());
  }

  private ChannelHandlerContext open() {
    if (context == null) {
      throw new IllegalStateException("the link is not open");
    }
    return context;
  }

  private static void tell(ChannelHandlerContext channel, MqttMessage message) {
    // a void promise: what could not be written comes to exceptionCaught and ends the link
    var unused = channel.writeAndFlush(message, channel.voidPromise());
  }

  private static void end(ChannelHandlerContext channel) {
    // whether closing worked is told by channelInactive
    var unused = channel.close();
  }

  private int nextPacketId() {
    do {
      lastPacketId = lastPacketId % LARGEST_PACKET_ID + 1;
    } while (inFlight.containsKey(lastPacketId));
    return lastPacketId;
  }

  private static MqttFixedHeader header(MqttMessageType type) {
    return new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
  }
}
