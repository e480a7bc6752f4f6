package jp.yagura.command.kernel.db;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a thread of the code under test at a place, until the test has looked around. */
final class Gate {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);

  /** For the code under test. */
  void pass() {
    reached.countDown();
    await(opened);
  }

  /** Returns once somebody stands before the gate. */
  void awaitSomebody() {
    await(reached);
  }

  void open() {
    opened.countDown();
  }

  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("waited in vain");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
