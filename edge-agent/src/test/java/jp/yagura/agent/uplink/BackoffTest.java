package jp.yagura.agent.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BackoffTest {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @Property(tries = 100)
  void pausesDoubleUpToTheLimitGiveOrTakeTheDice(@ForAll long seed) {
    Backoff backoff = new Backoff(FIRST, LONGEST, dice(seed));
    for (int failure = 0; failure < 2_000; failure++) {
      long full = (long) Math.min(500 * Math.pow(2, failure), 60_000);
      assertThat(backoff.next()).isBetween(Duration.ofMillis(full / 2), Duration.ofMillis(full));
    }
    backoff.succeeded();
    assertThat(backoff.next()).isLessThanOrEqualTo(FIRST);
  }

  private static RandomGenerator dice(long seed) {
    return RandomGeneratorFactory.of("SplittableRandom").create(seed);
  }
}
