package jp.yagura.command.telemetry.broker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who has failed to log in too often within a minute: one name from one place, so that nobody can
 * lock out a device from elsewhere. Remembers a bounded number, the longest unheard of first to go.
 */
final class FailedAttempts {

  private static final int TOO_MANY = 5;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MOST_REMEMBERED = 4_096;

  private final Clock clock;
  private final Map<String, Attempts> byWho =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Attempts> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  private record Attempts(Instant since, int count) {}

  FailedAttempts(Clock clock) {
    this.clock = clock;
  }

  synchronized boolean tooMany(String who) {
    Attempts attempts = byWho.get(who);
    return attempts != null && attempts.count() >= TOO_MANY && isRecent(attempts);
  }

  synchronized void add(String who) {
    Attempts before = byWho.remove(who); // and in again at the end: the eldest are the idle ones
    byWho.put(
        who,
        before != null && isRecent(before)
            ? new Attempts(before.since(), before.count() + 1)
            : new Attempts(clock.instant(), 1));
  }

  private boolean isRecent(Attempts attempts) {
    return clock.instant().isBefore(attempts.since().plus(MINUTE));
  }
}
