package jp.yagura.agent.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import jp.yagura.agent.site.LevelDriverConfig;
import jp.yagura.agent.site.Timeline;
import jp.yagura.agent.site.Timeline.Point;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SimulatedDriverTest {
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
  private static final Timeline FLOOD =
      Timeline.once(
          new Point(Duration.ZERO, 420),
          new Point(Duration.ofSeconds(60), 1_650),
          new Point(Duration.ofSeconds(180), 3_900));

  @Test
  void itFollowsTheLineBetweenThePointsAndStaysAtTheEnds() {
    SimulatedDriver calm = driver(0, 7);
    assertThat(calm.measure(START.minusSeconds(10))).isEqualTo(420);
    assertThat(calm.measure(START.plusSeconds(30))).isEqualTo(1_035);
    assertThat(calm.measure(START.plusSeconds(120))).isEqualTo(2_775);
    assertThat(calm.measure(START.plusSeconds(999))).isEqualTo(3_900);
  }

  @Test
  void aTimelineThatRepeatsRestsAtItsEndAndThenBeginsAnew() {
    var repeating = new Timeline(FLOOD.points(), Optional.of(Duration.ofSeconds(200)));
    var driver = new SimulatedDriver(new LevelDriverConfig.Simulated(START, repeating, 0, 7));
    assertThat(driver.measure(START.minusSeconds(10))).isEqualTo(420);
    assertThat(driver.measure(START.plusSeconds(199))).isEqualTo(3_900);
    assertThat(driver.measure(START.plusSeconds(200))).isEqualTo(420);
    assertThat(driver.measure(START.plusSeconds(200 * 1_000 + 30))).isEqualTo(1_035);
  }

  @Property
  void theSameSeedMeasuresTheSameAtTheSameMomentInAnyOrder(
      @ForAll long seed, @ForAll @LongRange(min = 0, max = 200_000) long millis) {
    Instant moment = START.plusMillis(millis);
    SimulatedDriver usedBefore = driver(4, seed);
    usedBefore.measure(moment.plusMillis(17));
    assertThat(usedBefore.measure(moment)).isEqualTo(driver(4, seed).measure(moment));
  }

  @Property
  void noiseNeverExceedsItsLimit(
      @ForAll long seed, @ForAll @LongRange(min = 0, max = 200_000) long millis) {
    Instant moment = START.plusMillis(millis);
    long deviation = driver(4, seed).measure(moment) - driver(0, seed).measure(moment);
    assertThat(deviation).isBetween(-4L, 4L);
  }

  @Test
  void anotherSeedMeasuresAnotherNoise() {
    assertThat(firstHundred(7)).isNotEqualTo(firstHundred(8));
  }

  private static List<Long> firstHundred(long seed) {
    SimulatedDriver driver = driver(4, seed);
    return LongStream.range(0, 100).mapToObj(n -> driver.measure(START.plusSeconds(n))).toList();
  }

  private static SimulatedDriver driver(int noise, long seed) {
    return new SimulatedDriver(new LevelDriverConfig.Simulated(START, FLOOD, noise, seed));
  }
}
