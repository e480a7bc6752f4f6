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
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// A TCP line on this machine that behaves as a [LinkProfile] says: everything that connects to
/// [#port] is carried to the target. It can become another road, go dead, be cut and be healed
/// while it carries.
///
/// Losses are seen as TCP shows them to a program, as a stall of one retransmission timeout;
/// nothing is ever lost, doubled or put out of order. What happens below TCP is not here.
public final class Link implements AutoCloseable {
  private static final int ONE_READ = 8 << 10;

  /// The kernel's own buffers on our side are parts of the queue that we cannot see: small.
  private static final int KERNEL_BUFFER = 16 << 10;

  private static final int KERNEL_OUTPUT = 64 << 10;

  private enum State {
    UP,
    /// Every connection is reset, also each new one.
    CUT,
    /// Nothing moves and nobody is told: what a radio shadow looks like.
    DEAD
  }

  private final InetSocketAddress target;
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("link", true), NioIoHandler.newFactory());

  // Touched on the event loop only, as the lanes and the state.
  private final Set<Connection> connections = new HashSet<>();
  private final LongAdder bytesUp = new LongAdder();
  private final LongAdder bytesDown = new LongAdder();
  private final Lane up;
  private final Lane down;
  private final Channel server;
  private State state = State.UP;

  private Link(int port, InetSocketAddress target, LinkProfile profile, long seed) {
    this.target = target;
    up = new Lane(profile, profile.upBits(), seed);
    down = new Lane(profile, profile.downBits(), ~seed);
    server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_RCVBUF, KERNEL_BUFFER)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_SNDBUF, KERNEL_OUTPUT)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(ONE_READ))
            // nothing is read before the other end is there
            .childOption(ChannelOption.AUTO_READ, false)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel near) {
                    connected(near);
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), port)
            .syncUninterruptibly()
            .channel();
  }

  /// A perfect line from a free port of this machine to that place.
  public static Link to(String host, int port) {
    return of(LinkProfile.PERFECT, 0, host, port, 1);
  }

  /// @param listen the port to listen on at the loopback address, 0 for a free one
  /// @param seed same seed and same traffic, same stalls
  public static Link of(LinkProfile profile, int listen, String host, int port, long seed) {
    return new Link(listen, new InetSocketAddress(host, port), profile, seed);
  }

  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /// Is another road from now on, for the connections that there are, too.
  public void becomes(LinkProfile profile) {
    onLoop(
        () -> {
          up.becomes(profile, profile.upBits());
          down.becomes(profile, profile.downBits());
          return profile;
        });
  }

  /// Resets every connection, and every new one, until [#heal].
  public void cut() {
    becomes(State.CUT);
  }

  /// Answers nothing, takes nothing and ends nothing, in both directions, until [#heal].
  public void goDead() {
    becomes(State.DEAD);
  }

  /// Carries again. Connections that were dead go on, with every byte that was put on them.
  public void heal() {
    becomes(State.UP);
  }

  /// Resets the connections that there are; new ones are carried.
  public void reset() {
    onLoop(this::resetAll);
  }

  /// Bytes that came out at the target, over all connections there were.
  public long bytesUp() {
    return bytesUp.sum();
  }

  /// Bytes that came out at the side that connected, over all connections there were.
  public long bytesDown() {
    return bytesDown.sum();
  }

  /// How often something had to be sent again, in both directions.
  public long stalls() {
    return onLoop(() -> up.stalls() + down.stalls());
  }

  /// The connections there are now.
  public List<Traffic> traffic() {
    return onLoop(() -> connections.stream().map(Connection::traffic).toList());
  }

  private void becomes(State next) {
    onLoop(
        () -> {
          state = next;
          // a dead link does not even shake hands: the kernel's few places fill, then it is silent
          server.config().setAutoRead(next != State.DEAD);
          for (var connection : List.copyOf(connections)) {
            switch (next) {
              case UP -> connection.thaw();
              case CUT -> connection.reset();
              case DEAD -> connection.freeze();
            }
          }
          return next;
        });
  }

  private int resetAll() {
    var all = List.copyOf(connections);
    all.forEach(Connection::reset);
    return all.size();
  }

  private <T> T onLoop(Callable<T> work) {
    return loops.submit(work).syncUninterruptibly().getNow();
  }

  private void connected(Channel near) {
    if (state == State.CUT) {
      near.config().setOption(ChannelOption.SO_LINGER, 0);
      near.pipeline().addLast(new Refusal());
      return;
    }
    var dialled =
        new Bootstrap()
            .group(near.eventLoop())
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_SNDBUF, KERNEL_OUTPUT)
            .option(ChannelOption.SO_RCVBUF, KERNEL_BUFFER)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(ONE_READ))
            .option(ChannelOption.AUTO_READ, false)
            .handler(new ChannelInboundHandlerAdapter())
            .connect(target);
    var connection =
        new Connection(
            near,
            dialled.channel(),
            (from, to) -> new Strand(up, from, to, bytesUp),
            (from, to) -> new Strand(down, from, to, bytesDown));
    connections.add(connection);
    connection.whenOver(() -> connections.remove(connection));
    dialled.addListener((ChannelFuture done) -> dialled(connection, done.isSuccess()));
  }

  private void dialled(Connection connection, boolean reached) {
    if (reached && state != State.CUT) {
      // a whole round trip until the side that connects may speak, half of one for the other
      connection.open(2 * up.travelNanos(), down.travelNanos());
    } else {
      connection.reset();
    }
    if (state == State.DEAD) {
      connection.freeze();
    }
  }

  /// Closes; that it worked is seen when the other end closes too.
  static void end(ChannelOutboundInvoker channel) {
    var unused = channel.close();
  }

  @Override
  public void close() {
    server.close().awaitUninterruptibly();
    cut();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2_000);
  }

  /// Whoever connects to a cut link is let in and thrown out.
  private static final class Refusal extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext context) {
      end(context);
    }
  }
}
