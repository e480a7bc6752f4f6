package jp.yagura.simulators.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// A TCP line on this machine that behaves as badly as wanted: everything that connects to [#port]
/// is carried to the target, until the cable is cut, goes dead or gets slow.
public final class CutCable implements AutoCloseable {
  /// What the cable does with what is put on it.
  enum State {
    WHOLE,
    /// Connections end at once and new ones are refused by being closed.
    CUT,
    /// Connections stay open, but nothing arrives any more: what a radio shadow looks like.
    DEAD
  }

  private final InetSocketAddress target;
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("cable", true), NioIoHandler.newFactory());

  /// Every open connection, both its ends; touched on the event loop only, as the state is changed.
  private final Set<Channel> ends = new HashSet<>();

  private final LongAdder bytesUp = new LongAdder();
  private final LongAdder bytesDown = new LongAdder();
  private final Channel server;
  private volatile State state = State.WHOLE;
  private volatile Duration delay = Duration.ZERO;

  private CutCable(String host, int port) {
    target = new InetSocketAddress(host, port);
    server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            // nothing is read before the other end is there
            .childOption(ChannelOption.AUTO_READ, false)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel near) {
                    connected(near);
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
  }

  /// Lays a whole cable from a free port of this machine to that place.
  public static CutCable to(String host, int port) {
    return new CutCable(host, port);
  }

  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /// Ends every connection and refuses new ones until [#restore].
  public void cut() {
    becomes(State.CUT);
  }

  /// Swallows everything from now on, in both directions, without ending a connection.
  public void goDead() {
    becomes(State.DEAD);
  }

  /// Lets everything pass again. Connections that went through a dead cable have lost bytes and are
  /// ended.
  public void restore() {
    becomes(State.WHOLE);
  }

  private void becomes(State next) {
    loops
        .submit(
            () -> {
              if (next == State.CUT || (next == State.WHOLE && state == State.DEAD)) {
                endAll();
              }
              state = next;
            })
        .syncUninterruptibly();
  }

  private void endAll() {
    // a copy: whatever ends takes itself out
    List.copyOf(ends).forEach(CutCable::end);
  }

  /// From now on everything arrives so much later, in each direction.
  public void delay(Duration each) {
    delay = each;
  }

  /// Bytes carried from the side that connected to the target, since the cable was laid.
  public long bytesUp() {
    return bytesUp.sum();
  }

  /// Bytes carried from the target to the side that connected, since the cable was laid.
  public long bytesDown() {
    return bytesDown.sum();
  }

  private void connected(Channel near) {
    keep(near);
    if (state == State.CUT) {
      near.pipeline().addLast(new Refusal());
      return;
    }
    var dial =
        new Bootstrap()
            .group(near.eventLoop())
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.AUTO_READ, false)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel far) {
                    keep(far);
                    far.pipeline().addLast(new Strand(near, bytesDown, CutCable.this));
                  }
                })
            .connect(target);
    near.pipeline().addLast(new Strand(dial.channel(), bytesUp, this));
    dial.addListener(
        (ChannelFuture dialled) -> {
          var far = dialled.channel();
          if (dialled.isSuccess() && near.isActive()) {
            near.config().setAutoRead(true);
            far.config().setAutoRead(true);
          } else {
            end(near);
            end(far);
          }
        });
  }

  private void keep(Channel end) {
    ends.add(end);
    end.closeFuture().addListener(_ -> ends.remove(end));
  }

  /// Closes; that it worked is seen when the other end closes too.
  static void end(ChannelOutboundInvoker channel) {
    var unused = channel.close();
  }

  boolean isDead() {
    return state == State.DEAD;
  }

  Duration delay() {
    return delay;
  }

  @Override
  public void close() {
    server.close().awaitUninterruptibly();
    cut();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2_000);
  }

  /// Whoever connects to a cut cable is let in and sent away.
  private static final class Refusal extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext context) {
      end(context);
    }
  }
}
