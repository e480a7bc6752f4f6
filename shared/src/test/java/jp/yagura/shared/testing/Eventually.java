package jp.yagura.shared.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Waits for what other threads and processes are about to do, and not a moment longer.
public final class Eventually {
  private static final long STEP_NANOS = Duration.ofMillis(10).toNanos();

  private Eventually() {}

  /// Returns as soon as the condition holds; fails when it still does not after that time.
  public static void until(Duration longest, Callable<Boolean> condition) {
    until("the condition", longest, condition);
  }

  /// @param what for the failure: "the broker to listen"
  public static void until(String what, Duration longest, Callable<Boolean> condition) {
    long end = System.nanoTime() + longest.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() - end >= 0) {
        throw new AssertionError("waited " + longest.toMillis() + " ms in vain for " + what);
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  private static boolean holds(Callable<Boolean> condition) {
    try {
      return condition.call();
    } catch (Exception e) {
      throw new AssertionError("a condition that is waited for failed itself", e);
    }
  }
}
