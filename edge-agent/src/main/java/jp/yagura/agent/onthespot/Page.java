package jp.yagura.agent.onthespot;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jp.yagura.agent.site.LocalPageConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The page's server: one thread, and nothing that anybody else waits for.
public final class Page implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Page.class);

  /// The address may not be there until somebody plugs a cable in.
  private static final long RETRY_SECONDS = 30;

  private final LocalPageConfig config;
  private final EventLoopGroup loop;
  private final ServerBootstrap bootstrap;
  private volatile Optional<InetSocketAddress> listening = Optional.empty();
  private boolean complained;

  /// @param steady a clock that only ever runs forward
  public Page(LocalPageConfig config, Box box, InstantSource steady) {
    this.config = config;
    this.loop =
        new MultiThreadIoEventLoopGroup(
            1, Thread.ofPlatform().name("page").daemon().factory(), NioIoHandler.newFactory());
    var desk = new Desk(box, config.pin().map(pin -> new Pin(pin, steady)), steady);
    // Unpooled: a request every two seconds is no reason to keep megabytes at hand.
    this.bootstrap =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 16)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.ALLOCATOR, new UnpooledByteBufAllocator(false))
            .childOption(ChannelOption.ALLOCATOR, new UnpooledByteBufAllocator(false))
            .childHandler(new Door(desk));
  }

  /// Begins to listen, and keeps trying where the address cannot be had.
  public void open() {
    bootstrap.bind(config.listen()).addListener((ChannelFutureListener) this::bound);
  }

  private void bound(ChannelFuture bound) {
    if (bound.isSuccess()) {
      listening = Optional.of((InetSocketAddress) bound.channel().localAddress());
      log.info("page listens at={}", bound.channel().localAddress());
      return;
    }
    if (!complained) {
      log.warn("page cannot listen at={} why=\"{}\"", config.listen(), bound.cause().getMessage());
      complained = true;
    }
    if (!loop.isShuttingDown()) {
      var _ = loop.schedule(this::open, RETRY_SECONDS, TimeUnit.SECONDS);
    }
  }

  /// Where it listens, once it does.
  public Optional<InetSocketAddress> address() {
    return listening;
  }

  @Override
  public void close() {
    var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
