package jp.yagura.agent.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.yagura.agent.site.SummaryConfig;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.Quality;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SensorSummary;
import jp.yagura.shared.wire.UpMessage.Summary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SummariesTest {
  private static final SensorId WATER = new SensorId("wl");
  private static final SensorId RAIN = new SensorId("rn");
  private static final Instant BEGIN = Instant.parse("2026-11-21T00:00:00Z");
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Instant END = BEGIN.plus(WINDOW);

  private final Summaries summaries =
      new Summaries(new SummaryConfig(WINDOW, 100, Map.of(RAIN, 10L)));

  @Test
  void aWindowIsToldWhenItHasEndedAllSensorsInOne() {
    told(BEGIN, 500);
    water(60, 520);
    water(120, 481);
    summaries.measured(List.of(Reading.normal(RAIN, BEGIN.plusSeconds(300), 0)));
    assertThat(next(END.minusMillis(1))).isEmpty();
    assertThat(next(END).orElseThrow().sensors())
        .containsExactly(
            new SensorSummary(RAIN, 2, 0, 0, 0, 0, BEGIN.plusSeconds(300), false),
            new SensorSummary(WATER, 3, 481, 500, 520, 481, BEGIN.plusSeconds(120), false));
  }

  @Test
  void whatIsToldIsNotToldAgainUnlessItWasLost() {
    told(BEGIN, 500);
    water(60, 520);
    Summary summary = next(END).orElseThrow();
    summaries.telling(summary, END);
    assertThat(next(END)).isEmpty();
    summaries.notTold(summary);
    assertThat(next(END)).contains(summary);
  }

  @Test
  void aValueThatLeavesWhatIsBelievedDoesNotWaitForTheEndOfTheWindow() {
    told(BEGIN, 500);
    assertThat(water(60, 599)).isFalse();
    assertThat(next(BEGIN.plusSeconds(61))).isEmpty();
    assertThat(water(120, 601)).isTrue();
    Summary sofar = next(BEGIN.plusSeconds(121)).orElseThrow();
    assertThat(sofar.sensors().getLast().last()).isEqualTo(601);
    summaries.telling(sofar, BEGIN.plusSeconds(121));
    assertThat(water(130, 640)).as("not that far from what is known now").isFalse();
    assertThat(next(END).orElseThrow().sensors().getLast().count())
        .as("the whole one takes its place")
        .isEqualTo(4);
  }

  @Test
  void aValueThatRunsAwayIsToldOnceAMinute() {
    told(BEGIN, 500);
    int messages = 0;
    for (int second = 1; second < 600; second++) {
      water(second, 500 + 150L * second);
      Optional<Summary> due = next(BEGIN.plusSeconds(second));
      if (due.isPresent()) {
        messages++;
        summaries.telling(due.get(), BEGIN.plusSeconds(second));
      }
    }
    assertThat(messages).isBetween(9, 10);
  }

  @Test
  void aSpikeIsNoReasonToHurry() {
    told(BEGIN, 500);
    assertThat(
            summaries.measured(
                List.of(new Reading(WATER, BEGIN.plusSeconds(1), 5_000, Quality.SUSPECT))))
        .isFalse();
    assertThat(next(END).orElseThrow().sensors().getLast().lastSuspect()).isTrue();
  }

  @Test
  void aSensorThatDoesNotAnswerIsNotSummedUp() {
    summaries.measured(List.of(Reading.missing(WATER, BEGIN)));
    assertThat(next(END)).isEmpty();
  }

  @Test
  void whatHeadquartersHasInDetailIsNotToldInSummary() {
    water(0, 500);
    assertThat(summaries.next(END, (_, _) -> false)).isEmpty();
    assertThat(next(END)).as("nor remembered").isEmpty();
  }

  @Test
  void ofWhatWasMissedWhileNothingWorkedTheNewestIsToldFirstAndADayIsKept() {
    for (int window = 0; window < 300; window++) {
      water(600 * window, 500);
    }
    List<Instant> told = new ArrayList<>();
    Instant now = BEGIN.plus(WINDOW.multipliedBy(300));
    for (Optional<Summary> due = next(now); due.isPresent(); due = next(now)) {
      told.add(due.get().beginsAt());
      summaries.telling(due.get(), now);
    }
    assertThat(told).hasSize(144).isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(told.getFirst()).isEqualTo(now.minus(WINDOW));
  }

  @Property
  void whateverIsMeasuredTheSummaryIsTrue(@ForAll @Size(min = 1, max = 50) List<Long> values) {
    var any = new Summaries(SummaryConfig.DEFAULT);
    for (int i = 0; i < values.size(); i++) {
      any.measured(List.of(Reading.normal(WATER, BEGIN.plusSeconds(i), values.get(i))));
    }
    SensorSummary told = any.next(END, (_, _) -> true).orElseThrow().sensors().getFirst();
    double mean = values.stream().mapToDouble(Long::doubleValue).average().orElseThrow();
    assertThat(told.count()).isEqualTo(values.size());
    assertThat(told.least()).isEqualTo(values.stream().min(Long::compare).orElseThrow());
    assertThat(told.most()).isEqualTo(values.stream().max(Long::compare).orElseThrow());
    assertThat(told.last()).isEqualTo(values.getLast());
    assertThat((double) told.mean())
        .isCloseTo(mean, org.assertj.core.data.Offset.offset(1 + Math.abs(mean) * 1e-9 + 8_192));
  }

  /// As after a first summary: headquarters believes this value.
  private void told(Instant at, long value) {
    summaries.measured(List.of(Reading.normal(WATER, at, value), Reading.normal(RAIN, at, 0)));
    summaries.telling(next(at).orElseThrow(), at.minus(Duration.ofMinutes(2)));
  }

  private boolean water(int second, long value) {
    return summaries.measured(List.of(Reading.normal(WATER, BEGIN.plusSeconds(second), value)));
  }

  private Optional<Summary> next(Instant now) {
    return summaries.next(now, (_, _) -> true);
  }
}
