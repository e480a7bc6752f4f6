package jp.yagura.shared.id;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/// Makes UUIDs of version 7 (RFC 9562): sorted by time, and each greater than the one before from
/// the same generator, even when many are made in one millisecond or the clock is set back.
public final class Uuid7 {
  private static final long LOW_62 = (1L << 62) - 1;
  private static final int HIGHEST_12 = 0xFFF;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private long millis = -1;
  private int high12;
  private long low62;

  public Uuid7(InstantSource clock) {
    this.clock = clock;
  }

  public synchronized UUID next() {
    long now = clock.millis();
    if (now > millis) {
      millis = now;
      // the top bit starts as 0, so that a burst has room to count up within its millisecond
      high12 = random.nextInt(HIGHEST_12 >>> 1);
      low62 = random.nextLong() & LOW_62;
    } else {
      countUp();
    }
    long most = millis << 16 | 0x7000L | high12;
    long least = 0x8000_0000_0000_0000L | low62;
    return new UUID(most, least);
  }

  /// By a random step, so that an id does not tell its neighbour.
  private void countUp() {
    low62 += 1 + random.nextInt(Integer.MAX_VALUE);
    if (low62 > LOW_62) {
      low62 &= LOW_62;
      high12++;
    }
    if (high12 > HIGHEST_12) {
      high12 = 0;
      millis++;
    }
  }
}
