package jp.yagura.simulators.fleet;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// Many simulated devices on a few threads. Each device stays on one event loop, so a device's
/// messages keep their order and its state needs no lock.
public final class Fleet implements AutoCloseable {
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final FleetOptions options;
  private final InstantSource clock;
  private final FleetWatcher watcher;
  private final EventLoopGroup loops;
  private final List<FleetClient> clients = new CopyOnWriteArrayList<>();

  public Fleet(FleetOptions options, InstantSource clock, FleetWatcher watcher) {
    this.options = options;
    this.clock = clock;
    this.watcher = watcher;
    // daemon threads: a program that ends its work ends, whatever its fleet is doing
    loops =
        new MultiThreadIoEventLoopGroup(
            options.threads(), new DefaultThreadFactory("fleet", true), NioIoHandler.newFactory());
  }

  /// Makes one more device; it does nothing before [FleetClient#connect].
  public FleetClient add(BrokerAddress broker, DeviceIdentity identity, DeviceNature nature) {
    var loop = loops.next();
    var dial =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 5_000)
            .remoteAddress(broker.host(), broker.port());
    var client = new FleetClient(loop, dial, identity, nature, options, clock, watcher);
    client.watchOutbox();
    clients.add(client);
    return client;
  }

  public List<FleetClient> clients() {
    return List.copyOf(clients);
  }

  /// Connects every device that is not connected; done when all of them are, however often they had
  /// to try.
  public CompletableFuture<Void> connectAll() {
    return CompletableFuture.allOf(
        clients.stream().map(FleetClient::connect).toArray(CompletableFuture<?>[]::new));
  }

  /// How many readings and events wait for their release, in all devices together.
  public long waiting() {
    return clients.stream().mapToLong(FleetClient::waiting).sum();
  }

  /// Takes every device off line in good order and ends its threads. What they had custody of is
  /// gone with them.
  @Override
  public void close() {
    clients.forEach(FleetClient::leave);
    loops
        .shutdownGracefully(50, FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(FAREWELL.toMillis());
  }
}
