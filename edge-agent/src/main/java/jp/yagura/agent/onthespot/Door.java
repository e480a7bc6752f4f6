package jp.yagura.agent.onthespot;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets strangers in: few at a time, each with one short request and not for long. However slowly
/// somebody drips bytes, the connection ends.
final class Door extends ChannelInitializer<SocketChannel> {
  static final int MOST_CONNECTIONS = 16;
  static final int MOST_HEADER_BYTES = 4_096;
  static final int MOST_LINE_BYTES = 512;
  static final int MOST_BODY_BYTES = 256;
  static final int LONGEST_SECONDS = 10;

  private static final Logger log = LoggerFactory.getLogger(Door.class);

  private final Desk desk;
  private int connections;

  Door(Desk desk) {
    this.desk = desk;
  }

  // All of it in the one thread of the page: the count needs no lock.
  @Override
  protected void initChannel(SocketChannel channel) {
    if (connections >= MOST_CONNECTIONS) {
      var _ = channel.close();
      return;
    }
    connections++;
    channel.closeFuture().addListener(_ -> connections--);
    Runnable hangUp = () -> hangUp(channel);
    var _ = channel.eventLoop().schedule(hangUp, LONGEST_SECONDS, TimeUnit.SECONDS);
    channel
        .pipeline()
        .addLast(
            new HttpServerCodec(
                new HttpDecoderConfig()
                    .setMaxInitialLineLength(MOST_LINE_BYTES)
                    .setMaxHeaderSize(MOST_HEADER_BYTES)
                    .setMaxChunkSize(MOST_BODY_BYTES)))
        .addLast(new OneRequest())
        .addLast(desk)
        .addLast(new LastWord());
  }

  private static void hangUp(SocketChannel channel) {
    var _ = channel.close();
  }

  private static final class OneRequest extends HttpObjectAggregator {
    OneRequest() {
      super(MOST_BODY_BYTES, true);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
      Desk.refuse(context, Refusal.TOO_LARGE);
    }
  }

  /// Whatever goes wrong with a stranger's connection ends that connection and nothing else.
  private static final class LastWord extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (cause instanceof IOException) {
        log.debug("page's connection broke why=\"{}\"", cause.getMessage());
      } else {
        log.error("page's answer failed", cause);
      }
      var _ = context.close();
    }
  }
}
