package jp.yagura.simulators.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.water.StageRule;
import jp.yagura.shared.water.StageState;
import jp.yagura.shared.water.WaterLevel;
import jp.yagura.shared.water.WaterStage;
import jp.yagura.shared.water.WaterThresholds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NankokuFloodTest {
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
  private static final WaterThresholds THRESHOLDS =
      WaterThresholds.ofMillimetres(1200, 1600, 2400, 3200);

  private final Scenario scenario = Scenarios.named(Scenarios.NANKOKU_FLOOD);

  @ParameterizedTest
  @ValueSource(
      strings = {"oko", "inabu", "tochi", "hamakaida", "sanwa", "nogaku", "yakusho", "t-0001"})
  void everyRiverPassesAllStagesInOrderWithinTheRise(String site) {
    var rule = new StageRule(THRESHOLDS);
    var state = StageState.UNKNOWN;
    var passed = new ArrayList<WaterStage>();
    for (int second = 0; second <= 180; second += 2) {
      state = rule.next(state, level(story(site, 7), second));
      var stage = state.stage().orElseThrow();
      if (passed.isEmpty() || passed.getLast() != stage) {
        passed.add(stage);
      }
    }

    assertThat(passed)
        .containsExactly(
            WaterStage.NONE,
            WaterStage.STANDBY,
            WaterStage.CAUTION,
            WaterStage.EVACUATION_DECISION,
            WaterStage.DANGER);
  }

  @Test
  void theUpperReachRisesBeforeTheLower() {
    assertThat(firstAtOrAbove("inabu", 2400)).isLessThan(firstAtOrAbove("tochi", 2400));
    assertThat(firstAtOrAbove("nogaku", 2400)).isLessThan(firstAtOrAbove("hamakaida", 2400));
  }

  @Test
  void theRainIsHeaviestBeforeTheRiversAre() {
    var story = story("oko", 7);
    int wettest =
        IntStream.range(0, 300)
            .reduce(0, (best, t) -> rain(story, t) > rain(story, best) ? t : best);

    assertThat(wettest).isBetween(40, 90);
    assertThat(rain(story, wettest)).isGreaterThan(250);
    assertThat(rain(story, 800)).isZero();
  }

  @Test
  void tochiLosesItsMainsAndItsBatteryFallsUntilTheMainsAreBack() {
    var story = story("tochi", 7);

    assertThat(seconds(story, at -> at.power() != PowerState.MAINS)).isEqualTo(span(95, 260));
    assertThat(at(story, 240).power()).isEqualTo(PowerState.SAVING);
    assertThat(at(story, 250).batteryPercent()).isLessThan(at(story, 100).batteryPercent() - 50);
    assertThat(at(story, 250).batteryMillivolts())
        .isLessThan(at(story, 100).batteryMillivolts() - 1000);
    assertThat(at(story, 700).batteryMillivolts()).isGreaterThan(27_000);
  }

  @Test
  void hamakaidaLosesItsLineAndTheUniversityFallsSilentAndOkoOverflows() {
    assertThat(seconds(story("hamakaida", 7), at -> !at.linked())).isEqualTo(span(60, 110));
    assertThat(seconds(story("nogaku", 7), Conditions::silent)).isEqualTo(span(130, 220));
    assertThat(seconds(story("oko", 7), Conditions::overflowing)).isEqualTo(span(146, 300));
  }

  @Test
  void theSameSeedTellsTheSameStoryInWhateverOrderItIsAsked() {
    var forwards = IntStream.range(0, 900).mapToObj(t -> at(story("inabu", 7), t)).toList();
    var other = story("inabu", 7);
    var backwards = IntStream.range(0, 900).mapToObj(t -> at(other, 899 - t)).toList().reversed();

    assertThat(backwards).isEqualTo(forwards);
  }

  @Test
  void anotherSeedTellsAnother() {
    var seven = IntStream.range(0, 50).mapToObj(t -> at(story("inabu", 7), t)).toList();
    var eight = IntStream.range(0, 50).mapToObj(t -> at(story("inabu", 8), t)).toList();

    assertThat(eight).isNotEqualTo(seven);
  }

  @Test
  void itBeginsAgainAfterItsLoop() {
    var story = story("inabu", 7);
    var levelNow = story.course().levelMillimetres(Duration.ofSeconds(120)).orElseThrow();

    assertThat(level(story, 900 + 120).millimetres())
        .isCloseTo(levelNow, offset(TowerStory.LEVEL_NOISE));
    assertThat(seconds(story("oko", 7), Conditions::overflowing, 900)).isEqualTo(span(1046, 1200));
  }

  @Test
  void playedWithAnotherRiseEverythingIsStretchedAlike() {
    var slow = scenario.clock(START, Duration.ofMinutes(6));
    var story = new TowerStory(scenario, slow, 7, new SiteId("oko"), Optional.of(THRESHOLDS));

    assertThat(seconds(story, Conditions::overflowing)).isEqualTo(span(292, 600));
  }

  @Test
  void beforeItsStartEverythingIsCalm() {
    var before = story("tochi", 7).at(START.minusSeconds(100));

    assertThat(before.power()).isEqualTo(PowerState.MAINS);
    assertThat(before.level().orElseThrow().millimetres()).isLessThan(1200);
  }

  private TowerStory story(String site, long seed) {
    var clock = scenario.clock(START, Duration.ofSeconds(180));
    return new TowerStory(scenario, clock, seed, new SiteId(site), Optional.of(THRESHOLDS));
  }

  private int firstAtOrAbove(String site, int millimetres) {
    var story = story(site, 7);
    return IntStream.range(0, 900)
        .filter(t -> level(story, t).millimetres() >= millimetres)
        .findFirst()
        .orElseThrow();
  }

  private static Conditions at(TowerStory story, int second) {
    return story.at(START.plusSeconds(second));
  }

  private static WaterLevel level(TowerStory story, int second) {
    return at(story, second).level().orElseThrow();
  }

  private static int rain(TowerStory story, int second) {
    return at(story, second).rainTenths();
  }

  private static List<Integer> seconds(TowerStory story, Predicate<Conditions> holds) {
    return seconds(story, holds, 0);
  }

  private static List<Integer> seconds(TowerStory story, Predicate<Conditions> holds, int from) {
    return IntStream.range(from, from + 900).filter(t -> holds.test(at(story, t))).boxed().toList();
  }

  private static List<Integer> span(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }
}
