package jp.yagura.simulators.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.ToIntFunction;
import jp.yagura.simulators.scenario.ScenarioClock;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TraceTest {
  private static final Duration LOOP = Duration.ofMinutes(15);

  @Property(tries = 50)
  void straightLinesStayWithinTheToleranceOfTheTruth(
      @ForAll @IntRange(min = 1, max = 200) int tolerance,
      @ForAll @IntRange(min = 10, max = 400) int period) {
    ToIntFunction<Duration> wave =
        time -> (int) Math.round(1000 * Math.sin(time.toSeconds() * 2 * Math.PI / period));
    var trace = Trace.of(LOOP, tolerance, wave);

    for (int second = 0; second < 900; second++) {
      var time = Duration.ofSeconds(second);
      assertThat(Math.abs(interpolated(trace, time) - wave.applyAsInt(time)))
          .as("at %d s", second)
          .isLessThanOrEqualTo(tolerance + 1e-9);
    }
  }

  @Test
  void aFloodNeedsOnlyAFewPoints() {
    var trace = Trace.of(LOOP, 6, time -> 420 + (int) (3000 * Math.exp(-time.toSeconds() / 150.0)));

    assertThat(trace.points()).hasSizeLessThan(40);
  }

  @Test
  void itIsWrittenInRealTime() {
    var trace = Trace.of(LOOP, 0, time -> time.toSeconds() < 100 ? 0 : 1);

    assertThat(
            trace.timeline(
                new ScenarioClock(Instant.EPOCH, 2, LOOP), value -> value == 1 ? "on" : "off"))
        .isEqualTo("[[0s, off], [198s, off], [200s, on], [1798s, on]]");
  }

  @Test
  void whatNeverChangesIsWrittenWithTwoPoints() {
    var timeline =
        Trace.of(LOOP, 0, _ -> 7)
            .timeline(new ScenarioClock(Instant.EPOCH, 1, LOOP), "%d"::formatted);

    assertThat(timeline).isEqualTo("[[0s, 7], [899s, 7]]");
  }

  private static double interpolated(Trace trace, Duration time) {
    var points = trace.points();
    int next = 1;
    while (points.get(next).at().compareTo(time) < 0) {
      next++;
    }
    var before = points.get(next - 1);
    var after = points.get(next);
    double share =
        (double) (time.toMillis() - before.at().toMillis())
            / (after.at().toMillis() - before.at().toMillis());
    return before.value() + share * (after.value() - before.value());
  }
}
