package jp.yagura.simulators.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class HydrographTest {
  private static final Duration LOOP = Duration.ofMinutes(15);
  private static final Duration RECESSION = Duration.ofSeconds(150);

  private static final Hydrograph FLOOD =
      new Hydrograph(
          420,
          List.of(mark(36, 1200), mark(60, 1600), mark(96, 2400), mark(136, 3200), mark(182, 3520)),
          RECESSION,
          LOOP);

  @Test
  void itBeginsAtBaseFlow() {
    assertThat(level(FLOOD, 0)).isEqualTo(420);
  }

  @Test
  void itPassesEachThresholdWhenItsMarkSaysSo() {
    assertThat(List.of(level(FLOOD, 36), level(FLOOD, 60), level(FLOOD, 96), level(FLOOD, 136)))
        .containsExactly(1200, 1600, 2400, 3200);
  }

  @Test
  void itIsHighestAtItsCrest() {
    assertThat(IntStream.range(0, 900).map(t -> level(FLOOD, t)).max()).hasValue(3520);
    assertThat(level(FLOOD, 182)).isEqualTo(3520);
  }

  @Test
  void itRecedesMoreSlowlyThanItRose() {
    int half = (420 + 3520) / 2;
    long rising = IntStream.range(0, 182).filter(t -> level(FLOOD, t) >= half).count();
    long falling = IntStream.range(182, 900).filter(t -> level(FLOOD, t) >= half).count();

    assertThat(falling).isGreaterThan(2 * rising);
  }

  @Test
  void itIsBackAtBaseFlowWhenTheScenarioBeginsAgain() {
    assertThat(level(FLOOD, 899)).isBetween(420, 421);
  }

  @Test
  void aRisingLimbThatFallsIsRefused() {
    assertThatThrownBy(
            () -> new Hydrograph(420, List.of(mark(10, 500), mark(20, 490)), RECESSION, LOOP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rises");
  }

  @Property(tries = 300)
  void whateverTheMarksItRisesWithoutADipAndFallsWithoutABump(
      @ForAll("floods") List<Hydrograph.Mark> marks) {
    var hydrograph = new Hydrograph(100, marks, RECESSION, LOOP);
    int crest = (int) marks.getLast().at().toSeconds();

    for (int t = 1; t < 900; t++) {
      int step = level(hydrograph, t) - level(hydrograph, t - 1);
      assertThat(t <= crest ? step : -step).as("step at %d s", t).isNotNegative();
    }
  }

  @Provide
  Arbitrary<List<Hydrograph.Mark>> floods() {
    var seconds = Arbitraries.integers().between(1, 120);
    var heights = Arbitraries.integers().between(1, 1500);
    return Combinators.combine(seconds, heights)
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(HydrographTest::climbing);
  }

  private record Step(int seconds, int millimetres) {}

  private static List<Hydrograph.Mark> climbing(List<Step> steps) {
    var marks = new ArrayList<Hydrograph.Mark>();
    int seconds = 0;
    int level = 100;
    for (var step : steps) {
      seconds += step.seconds();
      level += step.millimetres();
      marks.add(mark(seconds, level));
    }
    return marks;
  }

  private static Hydrograph.Mark mark(int seconds, int millimetres) {
    return new Hydrograph.Mark(Duration.ofSeconds(seconds), millimetres);
  }

  private static int level(Hydrograph hydrograph, int seconds) {
    return hydrograph.millimetres(Duration.ofSeconds(seconds));
  }
}
