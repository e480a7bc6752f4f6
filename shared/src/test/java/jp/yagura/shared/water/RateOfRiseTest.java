package jp.yagura.shared.water;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import jp.yagura.shared.water.RateOfRise.Point;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RateOfRiseTest {
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

  @Test
  void twoReadingsTenMinutesApartGiveTheirDifference() {
    assertThat(RateOfRise.of(List.of(point(0, 1000), point(600, 1320))))
        .contains(new RateOfRise(320));
  }

  @Test
  void fallingWaterHasANegativeRate() {
    assertThat(RateOfRise.of(List.of(point(0, 1000), point(300, 900))))
        .contains(new RateOfRise(-200));
  }

  @Test
  void oneReadingOrOneMomentTellsNothing() {
    assertThat(RateOfRise.of(List.of())).isEmpty();
    assertThat(RateOfRise.of(List.of(point(0, 1000)))).isEmpty();
    assertThat(RateOfRise.of(List.of(point(0, 1000), point(0, 2000)))).isEmpty();
  }

  @Property
  void anEvenRiseIsFoundInRipplesAndInAnyOrder(
      @ForAll @IntRange(min = -3000, max = 3000) int rate, @ForAll long seed) {
    Random random = new Random(seed);
    List<Point> ripples =
        IntStream.range(0, 60)
            .map(i -> 59 - i)
            .mapToObj(i -> point(i * 10, rate * i / 60 + random.nextInt(-5, 6)))
            .toList();
    assertThat(RateOfRise.of(ripples).orElseThrow().millimetresPer10Minutes())
        .isCloseTo(rate, within(10));
  }

  @Test
  void theTimeToAThresholdIsTheWayDividedByTheRate() {
    RateOfRise rate = new RateOfRise(300);
    assertThat(rate.timeFrom(new WaterLevel(2900), new WaterLevel(3200)))
        .contains(Duration.ofMinutes(10));
    assertThat(rate.timeFrom(new WaterLevel(2900), new WaterLevel(2900))).isEmpty();
    assertThat(rate.timeFrom(new WaterLevel(-2_000_000_000), new WaterLevel(2_000_000_000)))
        .isEmpty();
  }

  @Test
  void waterThatDoesNotRiseReachesNothing() {
    assertThat(new RateOfRise(0).timeFrom(new WaterLevel(0), new WaterLevel(1))).isEmpty();
    assertThat(new RateOfRise(-5).timeFrom(new WaterLevel(0), new WaterLevel(1))).isEmpty();
  }

  private static Point point(int seconds, int millimetres) {
    return new Point(START.plusSeconds(seconds), new WaterLevel(millimetres));
  }
}
