package jp.yagura.agent.watchdog;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One thing at a time, done by a thread of its own that may hang for ever without anybody waiting
/// for it. While it hangs nothing is piled upon it; when it comes back, what it brings is too old,
/// and the next call is made as usual.
///
/// The thread is a platform thread on purpose: a read of a serial port that blocks holds the
/// carrier of a virtual one, and a small board has as few carriers as cores.
public final class Errand<T> implements AutoCloseable {

  /// Nothing was brought. The sentence says why.
  public static final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    NoAnswer(String sentence) {
      super(sentence);
    }

    NoAnswer(String sentence, Throwable cause) {
      super(sentence, cause);
    }
  }

  private final ExecutorService thread;
  private Optional<Future<T>> underWay = Optional.empty();
  private boolean begun;

  public Errand(String name) {
    this.thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon().factory());
  }

  /// Begins, unless the last call has not come back yet.
  public void begin(Callable<T> call) {
    begun = underWay.isEmpty() || underWay.get().isDone();
    if (begun) {
      underWay = Optional.of(thread.submit(call));
    }
  }

  /// What the call brings that was begun last.
  ///
  /// @throws NoAnswer if it has failed, or is not back in this time; its cause is what it threw
  public T await(Duration longest) throws NoAnswer, InterruptedException {
    if (!begun || underWay.isEmpty()) {
      throw new NoAnswer("still hangs in an earlier call");
    }
    try {
      return underWay.get().get(Math.max(0, longest.toNanos()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new NoAnswer("no answer in time", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new NoAnswer(String.valueOf(cause), cause);
    }
  }

  /// Begins no more and does not wait.
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
