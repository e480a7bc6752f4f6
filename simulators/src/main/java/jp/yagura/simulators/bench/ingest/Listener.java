package jp.yagura.simulators.bench.ingest;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import jp.yagura.shared.wire.Wire;
import jp.yagura.simulators.fleet.BrokerAddress;

/// Subscribes at QoS 1, acknowledges what comes and counts it: the least that a receiver can do.
final class Listener implements AutoCloseable {
  private static final int KEEP_ALIVE = 600;
  private static final int ACKS_PER_FLUSH = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("listener", true), NioIoHandler.newFactory());
  private final LongAdder received = new LongAdder();
  private final CompletableFuture<Void> subscribed = new CompletableFuture<>();

  private Listener() {}

  static Listener subscribe(BrokerAddress broker, String filter)
      throws IOException, InterruptedException {
    var listener = new Listener();
    var dialled =
        new Bootstrap()
            .group(listener.loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new FlushConsolidationHandler(ACKS_PER_FLUSH, true))
                        .addLast(new MqttDecoder(Wire.MAX_PAYLOAD + 1024))
                        .addLast(MqttEncoder.INSTANCE)
                        .addLast(listener.new Ear(filter));
                  }
                })
            .connect(broker.host(), broker.port())
            .await();
    try {
      if (!dialled.isSuccess()) {
        throw new IOException("nobody listens at " + broker, dialled.cause());
      }
      listener.subscribed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return listener;
    } catch (ExecutionException | TimeoutException e) {
      listener.close();
      throw new IOException("no subscription at " + broker, e);
    }
  }

  long received() {
    return received.sum();
  }

  /// Waits until that many have come since the beginning.
  void await(long messages) throws IOException, InterruptedException {
    long last = -1;
    long lastNews = System.nanoTime();
    while (received() < messages) {
      if (received() != last) {
        last = received();
        lastNews = System.nanoTime();
      } else if (System.nanoTime() - lastNews > PATIENCE.toNanos()) {
        throw new IOException("%d of %d messages came".formatted(last, messages));
      }
      Thread.sleep(1);
    }
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2_000);
  }

  private final class Ear extends SimpleChannelInboundHandler<MqttMessage> {
    private final String filter;

    Ear(String filter) {
      this.filter = filter;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      tell(
          context,
          MqttMessageBuilders.connect()
              .protocolVersion(MqttVersion.MQTT_5)
              .clientId("listener")
              .cleanSession(true)
              .keepAlive(KEEP_ALIVE)
              .build());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
      switch (message.fixedHeader().messageType()) {
        case CONNACK ->
            tell(
                context,
                MqttMessageBuilders.subscribe()
                    .messageId(1)
                    .addSubscription(MqttQoS.AT_LEAST_ONCE, filter)
                    .build());
        case SUBACK -> subscribed.complete(null);
        case PUBLISH -> {
          received.increment();
          int id = ((MqttPublishMessage) message).variableHeader().packetId();
          tell(context, MqttMessageBuilders.pubAck().packetId(id).build());
        }
        default -> {
          // nothing else is said to a mere listener
        }
      }
    }

    private static void tell(ChannelHandlerContext context, MqttMessage message) {
      // a void promise: a failure comes to exceptionCaught
      var unused = context.writeAndFlush(message, context.voidPromise());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      subscribed.completeExceptionally(cause);
      var unused = context.close();
    }
  }
}
