package jp.yagura.simulators.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import jp.yagura.shared.yaml.BadYaml;
import jp.yagura.shared.yaml.StrictYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TimetableTest {

  @Test
  void theStoryOfTheDemoGoesFromLanToSilenceAndBackInAFewMinutes() {
    var story = Timetable.named(Timetable.LAN_TO_SILENCE);
    var longest = story.steps().stream().map(Timetable.Step::most).reduce(Duration::plus);
    assertThat(longest.orElseThrow()).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(6));
    assertThat(story.repeat()).isTrue();
    assertThat(story.steps().getFirst()).hasToString("lan is up, lte is up, satellite is up");
    assertThat(story.steps()).extracting(Timetable.Step::toString).contains("satellite is dead");
  }

  @Test
  void aStepLastsATimeBetweenItsBoundsAndTheSameSeedGivesTheSameTimes() {
    var step =
        timetable("{repeat: false, steps: [{for: 5s..20s, links: {lan: cut}}]}").steps().getFirst();
    var times = lengths(step, 4);
    assertThat(times)
        .allMatch(time -> time.compareTo(Duration.ofSeconds(5)) >= 0)
        .allMatch(time -> time.compareTo(Duration.ofSeconds(20)) <= 0)
        .anyMatch(time -> time.compareTo(Duration.ofSeconds(8)) < 0)
        .anyMatch(time -> time.compareTo(Duration.ofSeconds(17)) > 0);
    assertThat(lengths(step, 4)).isEqualTo(times);
    assertThat(lengths(step, 5)).isNotEqualTo(times);
  }

  private static List<Duration> lengths(Timetable.Step step, long seed) {
    var dice = new SplittableRandom(seed);
    return IntStream.range(0, 50).mapToObj(_ -> step.length(dice)).toList();
  }

  @Test
  void whatALinkCannotBeIsRefusedWithWhatItCan() {
    assertThatThrownBy(() -> timetable("{repeat: true, steps: [{for: 5s, links: {lan: broken}}]}"))
        .isInstanceOf(BadYaml.class)
        .hasMessageContaining("up, cut, dead, reset, or like one of the profiles")
        .hasMessageContaining("satellite");
  }

  @Test
  void aTimetableThatWouldRunInCirclesWithoutAPauseIsRefused() {
    assertThatThrownBy(() -> timetable("{repeat: true, steps: [{for: 0s, links: {lan: cut}}]}"))
        .isInstanceOf(BadYaml.class)
        .hasMessageContaining("10ms");
  }

  @Test
  void aTimetableForALinkThatIsNotThereIsRefused() {
    var table = Optional.of(Timetable.named(Timetable.LAN_TO_SILENCE));
    assertThatThrownBy(
            () -> Links.open(List.of(new Links.Listener("lan", 0)), "127.0.0.1", 1, table, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("speaks of link");
  }

  @Test
  void theSwitchmanDoesWhatTheTimetableSaysAndBeginsAgain() throws Exception {
    var table =
        timetable(
            """
            repeat: true
            steps:
              - {for: 30ms..60ms, links: {one: cut}}
              - {for: 30ms..60ms, links: {one: up}}
            """);
    BlockingQueue<String> steps = new LinkedBlockingQueue<>();
    try (var ends = new Ends();
        var link = Link.to("127.0.0.1", ends.port())) {
      ends.echo();
      try (var _ =
          Switchman.begin(Map.of("one", link), table, 1, step -> steps.add(step.toString()))) {
        for (int round = 0; round < 3; round++) {
          assertThat(steps.poll(5, TimeUnit.SECONDS)).isEqualTo("one is cut");
          assertThat(steps.poll(5, TimeUnit.SECONDS)).isEqualTo("one is up");
        }
      }
      link.heal();
      try (var socket = Ends.near(link)) {
        assertThat(Ends.said(socket, "hello")).isEqualTo("hello");
      }
    }
  }

  private static Timetable timetable(String yaml) {
    return StrictYaml.read(yaml, Timetable::from);
  }
}
