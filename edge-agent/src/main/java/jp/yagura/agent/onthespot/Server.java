package jp.yagura.agent.onthespot;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.TimeUnit;

/// Takes over an open door: one thread, and nothing that anybody else waits for.
final class Server implements AutoCloseable {
  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, Thread.ofPlatform().name("page").daemon().factory(), NioIoHandler.newFactory());

  Server(ServerSocketChannel listening, Door door) {
    // Unpooled: a request every two seconds is no reason to keep megabytes at hand.
    var allocator = new UnpooledByteBufAllocator(false);
    var _ =
        new ServerBootstrap()
            .group(loop)
            .channelFactory(() -> new NioServerSocketChannel(listening))
            .option(ChannelOption.ALLOCATOR, allocator)
            .childOption(ChannelOption.ALLOCATOR, allocator)
            .childHandler(door)
            .register();
  }

  @Override
  public void close() {
    var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
