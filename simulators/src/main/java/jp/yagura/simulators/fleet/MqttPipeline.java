package jp.yagura.simulators.fleet;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import jp.yagura.shared.wire.Wire;

/// What stands between the socket and a link: fewer and larger writes, a watch on silence, the MQTT
/// codec.
final class MqttPipeline extends ChannelInitializer<Channel> {
  private static final int LARGEST_MESSAGE = Wire.MAX_PAYLOAD + 1024;
  private static final int WRITES_PER_FLUSH = 256;

  private final MqttLink link;
  private final Duration keepAlive;

  MqttPipeline(MqttLink link, Duration keepAlive) {
    this.link = link;
    this.keepAlive = keepAlive;
  }

  @Override
  protected void initChannel(Channel channel) {
    long millis = keepAlive.toMillis();
    channel
        .pipeline()
        .addLast(new FlushConsolidationHandler(WRITES_PER_FLUSH, true))
        // MQTT: the other side is gone after one and a half keep-alives; we speak up well before
        .addLast(new IdleStateHandler(millis * 3 / 2, millis / 2, 0, TimeUnit.MILLISECONDS))
        .addLast(new MqttDecoder(LARGEST_MESSAGE))
        .addLast(MqttEncoder.INSTANCE)
        .addLast(link);
  }
}
