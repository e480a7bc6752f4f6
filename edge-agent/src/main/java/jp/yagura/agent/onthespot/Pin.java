package jp.yagura.agent.onthespot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Who may change anything. After a few wrong ones nobody may try for a while that doubles each
/// time, whoever it is: addresses are free to take on a wire that anybody can plug into.
final class Pin {
  private static final int FREE_TRIES = 3;
  private static final Duration FIRST_LOCK = Duration.ofSeconds(10);
  private static final Duration LONGEST_LOCK = Duration.ofHours(1);

  sealed interface Verdict {
    record Right() implements Verdict {}

    record Wrong() implements Verdict {}

    /// Not even looked at.
    record Locked(Duration left) implements Verdict {}
  }

  private final byte[] digest;
  private final InstantSource steady;
  private Duration nextLock = FIRST_LOCK;
  private Instant lockedUntil;
  private int wrong;

  /// @param steady a clock that only ever runs forward
  Pin(String pin, InstantSource steady) {
    this.digest = sha256(pin);
    this.steady = steady;
    this.lockedUntil = steady.instant();
  }

  Verdict check(String given) {
    Instant now = steady.instant();
    if (now.isBefore(lockedUntil)) {
      return new Verdict.Locked(Duration.between(now, lockedUntil));
    }
    // Digests are of one length, so that the comparison takes as long for any number of digits.
    if (MessageDigest.isEqual(digest, sha256(given))) {
      wrong = 0;
      nextLock = FIRST_LOCK;
      return new Verdict.Right();
    }
    wrong++;
    if (wrong >= FREE_TRIES) {
      lockedUntil = now.plus(nextLock);
      Duration doubled = nextLock.multipliedBy(2);
      nextLock = doubled.compareTo(LONGEST_LOCK) > 0 ? LONGEST_LOCK : doubled;
    }
    return new Verdict.Wrong();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
