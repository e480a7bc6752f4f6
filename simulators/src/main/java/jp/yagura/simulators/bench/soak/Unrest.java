package jp.yagura.simulators.bench.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import jp.yagura.simulators.link.Link;
import org.jspecify.annotations.Nullable;

/// Lets things go wrong, one kind of trouble after its own clock, until it is closed. What broke is
/// whole again then.
final class Unrest implements AutoCloseable {
  private static final Duration TO_END = Duration.ofSeconds(90);

  /// Something that breaks and is mended, both taking a while.
  interface Trouble {
    void strike() throws IOException, InterruptedException;
  }

  private final SplittableRandom dice;
  private final ScheduledExecutorService hands;
  private final AtomicReference<@Nullable Exception> failed = new AtomicReference<>();

  /// @param kinds of trouble that may strike at the same time
  Unrest(long seed, int kinds) {
    dice = new SplittableRandom(seed);
    hands =
        Executors.newScheduledThreadPool(
            kinds, Thread.ofPlatform().daemon().name("unrest-", 0).factory());
  }

  /// Lets every line fail once in so long, each at a moment of its own: cut with a reset, silent,
  /// or only the connection reset.
  ///
  /// @return how often
  LongAdder flap(List<Link> links, Duration every) {
    var flaps = new LongAdder();
    for (var link : links) {
      long phase = dice.nextLong(every.toMillis());
      var own = dice.split();
      repeat(
          phase,
          every,
          () -> {
            flaps.increment();
            switch (own.nextInt(3)) {
              case 0 -> link.cut();
              case 1 -> link.goDead();
              default -> link.reset();
            }
            mendLater(link, own.nextLong(every.toMillis() / 2));
          });
    }
    return flaps;
  }

  private void mendLater(Link link, long millis) {
    try {
      var _ = hands.schedule(link::heal, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      link.heal(); // the trouble has just ended
    }
  }

  /// @return how often it struck
  LongAdder strike(Duration every, Trouble trouble) {
    var strikes = new LongAdder();
    repeat(
        every.toMillis(),
        every,
        () -> {
          strikes.increment();
          trouble.strike();
        });
    return strikes;
  }

  /// One of these, chosen by chance.
  <T> T oneOf(List<T> all) {
    synchronized (dice) {
      return all.get(dice.nextInt(all.size()));
    }
  }

  private void repeat(long firstMillis, Duration every, Trouble trouble) {
    var _ =
        hands.scheduleAtFixedRate(
            () -> {
              try {
                trouble.strike();
              } catch (IOException | RuntimeException e) {
                failed.compareAndSet(null, e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            firstMillis,
            every.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /// Ends all trouble. What is being mended at the moment is mended.
  ///
  /// @throws IOException when something could not be mended: then the run proves nothing
  void end() throws IOException, InterruptedException {
    hands.shutdown();
    if (!hands.awaitTermination(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("the trouble does not end");
    }
    var why = failed.get();
    if (why != null) {
      throw new IOException("the trouble went wrong: " + why.getMessage(), why);
    }
  }

  @Override
  public void close() {
    var _ = hands.shutdownNow();
  }
}
