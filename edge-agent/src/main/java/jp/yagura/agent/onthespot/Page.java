package jp.yagura.agent.onthespot;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jp.yagura.agent.site.LocalPageConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The page's door: waits for the first visitor, and only then starts the server that knows HTTP. A
/// box on a tower is visited twice a year, and that server takes five megabytes.
public final class Page implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Page.class);

  /// The address may not be there until somebody plugs a cable in.
  private static final Duration RETRY = Duration.ofSeconds(30);

  private static final int MOST_WAITING = 16;

  private final LocalPageConfig config;
  private final Box box;
  private final InstantSource steady;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile Optional<InetSocketAddress> listening = Optional.empty();

  /// @param steady a clock that only ever runs forward
  public Page(LocalPageConfig config, Box box, InstantSource steady) {
    this.config = config;
    this.box = box;
    this.steady = steady;
    this.thread = Thread.ofPlatform().name("page-door").daemon().unstarted(this::keepOpen);
  }

  /// Begins to listen, and keeps trying where the address cannot be had.
  public void open() {
    thread.start();
  }

  /// Where it listens, once it does.
  public Optional<InetSocketAddress> address() {
    return listening;
  }

  private void keepOpen() {
    boolean complained = false;
    try {
      while (closed.getCount() > 0) {
        try (ServerSocketChannel door = ServerSocketChannel.open()) {
          door.bind(config.listen(), MOST_WAITING);
          listening = Optional.of((InetSocketAddress) door.getLocalAddress());
          log.info("page listens at={}", door.getLocalAddress());
          awaitVisitor(door);
          serve(door);
          return;
        } catch (IOException e) {
          if (!complained) {
            log.warn("page cannot listen at={} why=\"{}\"", config.listen(), e.getMessage());
            complained = true;
          }
        }
        boolean _ = closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Does not let them in yet: the server will.
  private static void awaitVisitor(ServerSocketChannel door) throws IOException {
    door.configureBlocking(false);
    try (Selector selector = Selector.open()) {
      door.register(selector, SelectionKey.OP_ACCEPT);
      selector.select();
    }
  }

  private void serve(ServerSocketChannel door) throws InterruptedException {
    if (closed.getCount() == 0) {
      return;
    }
    var desk = new Desk(box, config.pin().map(pin -> new Pin(pin, steady)), steady);
    try (var _ = new Server(door, new Door(desk))) {
      closed.await();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }
}
