package jp.yagura.command.device;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Wrong codes from one address: after ten within ten minutes it has to wait. Bounded. */
final class Attempts {

  private static final int MOST = 10;
  private static final int MOST_REMEMBERED = 4_096;
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final Clock clock;
  private final Map<String, Failures> byAddress =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  private record Failures(Instant since, int count) {}

  Attempts(Clock clock) {
    this.clock = clock;
  }

  /** How long to wait, if at all. */
  synchronized Optional<Duration> wait(String address) {
    Failures failures = byAddress.get(address);
    if (failures == null || failures.count() < MOST) {
      return Optional.empty();
    }
    Duration left = Duration.between(clock.instant(), failures.since().plus(WINDOW));
    return left.isPositive() ? Optional.of(left) : Optional.empty();
  }

  synchronized void failed(String address) {
    Instant now = clock.instant();
    byAddress.merge(
        address,
        new Failures(now, 1),
        (before, one) ->
            before.since().plus(WINDOW).isAfter(now)
                ? new Failures(before.since(), before.count() + 1)
                : one);
  }
}
