package jp.yagura.agent;

import java.time.Instant;
import java.time.InstantSource;

/// Runs forward at an even pace whatever happens to the time of day, which on a box without a
/// battery for its clock may jump by years when the network comes up. For measuring how long things
/// take; not for dating them.
final class SteadyClock implements InstantSource {
  private final Instant start;
  private final long nanosAtStart = System.nanoTime();

  SteadyClock(Instant start) {
    this.start = start;
  }

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - nanosAtStart);
  }
}
