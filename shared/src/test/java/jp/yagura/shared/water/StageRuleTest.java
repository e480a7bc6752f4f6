package jp.yagura.shared.water;

import static jp.yagura.shared.water.WaterStage.CAUTION;
import static jp.yagura.shared.water.WaterStage.DANGER;
import static jp.yagura.shared.water.WaterStage.EVACUATION_DECISION;
import static jp.yagura.shared.water.WaterStage.NONE;
import static jp.yagura.shared.water.WaterStage.OVERFLOW;
import static jp.yagura.shared.water.WaterStage.STANDBY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.Reading;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageRuleTest {
  /// 六角川 潮見橋, from a sample telegram.
  private static final StageRule ROKKAKU =
      new StageRule(WaterThresholds.ofMillimetres(1500, 2500, 2800, 3100));

  /// 牛津川 妙見橋, from a sample telegram.
  private static final StageRule USHIZU =
      new StageRule(WaterThresholds.ofMillimetres(2300, 3500, 4000, 4400));

  @ParameterizedTest(name = "六角川 {0} mm is stage {1}")
  @CsvSource({"2530,2", "3290,4", "3250,4", "3080,3", "2850,3", "2540,2", "2300,1", "1499,0"})
  void rokkakuRiverHasTheStagesOfItsTelegram(int millimetres, int stage) {
    assertThat(ROKKAKU.stageOf(new WaterLevel(millimetres)).number()).isEqualTo(stage);
  }

  @ParameterizedTest(name = "牛津川 {0} mm is stage {1}")
  @CsvSource({"3740,2", "5860,4", "4020,3"})
  void ushizuRiverHasTheStagesOfItsTelegram(int millimetres, int stage) {
    assertThat(USHIZU.stageOf(new WaterLevel(millimetres)).number()).isEqualTo(stage);
  }

  @Test
  void aMissingValueIsNoLevelSoTheStageStaysUnknownAndIsNeverZero() {
    Reading missing = Reading.missing(new SensorId("wl"), Instant.EPOCH);
    assertThat(missing.measured()).isEqualTo(OptionalLong.empty());
    assertThat(StageState.UNKNOWN.stage()).isEmpty();
  }

  @Test
  void theFirstLevelGivesTheStageAtOnce() {
    assertThat(walk(USHIZU, 3740)).containsExactly(CAUTION);
  }

  @Test
  void risingIsBelievedAtOnceEvenOverSeveralStages() {
    assertThat(walk(ROKKAKU, 1000, 3100)).containsExactly(NONE, DANGER);
  }

  @Test
  void fallingNeedsTwoReadingsBelowTheThresholdLessTheHysteresis() {
    assertThat(walk(ROKKAKU, 3100, 3049, 3049))
        .containsExactly(DANGER, DANGER, EVACUATION_DECISION);
  }

  @Test
  void waterWithinTheHysteresisKeepsTheStageForEver() {
    assertThat(walk(ROKKAKU, 3100, 3050, 3099, 3050, 3050)).containsOnly(DANGER);
  }

  @Test
  void aReadingInBetweenStartsTheCountAgain() {
    assertThat(walk(ROKKAKU, 3100, 3049, 3060, 3049, 3049))
        .containsExactly(DANGER, DANGER, DANGER, DANGER, EVACUATION_DECISION);
  }

  @Test
  void aSuddenDropLeavesEachStageOnlyWhenItsOwnTwoReadingsAreThere() {
    assertThat(walk(ROKKAKU, 3100, 2760, 1000, 1000))
        .containsExactly(DANGER, DANGER, EVACUATION_DECISION, NONE);
  }

  @Test
  void aStageThatIsNotDefinedIsSkipped() {
    StageRule dangerOnly =
        new StageRule(
            new WaterThresholds(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new WaterLevel(0)),
                50,
                2));
    assertThat(walk(dangerOnly, -2400, -1200, 0)).containsExactly(NONE, NONE, DANGER);
  }

  @Test
  void withoutThresholdsEveryLevelIsStageZero() {
    assertThat(walk(new StageRule(WaterThresholds.none()), Integer.MIN_VALUE, Integer.MAX_VALUE))
        .containsOnly(NONE);
  }

  @Test
  void floodingIsReportedNotMeasuredAndStaysUntilItIsDeclaredOver() {
    StageState flooded =
        ROKKAKU.next(StageState.UNKNOWN, new WaterLevel(2000)).overflowReported(true);
    assertThat(flooded.stage()).contains(OVERFLOW);
    StageState higher = ROKKAKU.next(flooded, new WaterLevel(2600));
    assertThat(higher.stage()).contains(OVERFLOW);
    assertThat(higher.overflowReported(false).stage()).contains(CAUTION);
  }

  @Test
  void floodingIsShownEvenWhereNoLevelIsKnown() {
    assertThat(StageState.UNKNOWN.overflowReported(true).stage()).contains(OVERFLOW);
    assertThat(StageState.UNKNOWN.overflowReported(true).overflowReported(false).stage()).isEmpty();
  }

  @Property
  void noLevelEverLeadsToStageFive(@ForAll int millimetres) {
    assertThat(ROKKAKU.stageOf(new WaterLevel(millimetres))).isNotEqualTo(OVERFLOW);
  }

  @Property
  void theStageIsNeverBelowWhatTheLevelStandsFor(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1000, max = 3500) Integer> levels) {
    List<WaterStage> stages = walk(ROKKAKU, levels.stream().mapToInt(i -> i).toArray());
    for (int i = 0; i < stages.size(); i++) {
      assertThat(stages.get(i))
          .isGreaterThanOrEqualTo(ROKKAKU.stageOf(new WaterLevel(levels.get(i))));
    }
  }

  @Property
  void aStageIsLeftOnlyAfterTwoReadingsInARowBelowIt(
      @ForAll @Size(min = 2, max = 40) List<@IntRange(min = 1000, max = 3500) Integer> levels) {
    List<WaterStage> stages = walk(ROKKAKU, levels.stream().mapToInt(i -> i).toArray());
    for (int i = 1; i < stages.size(); i++) {
      WaterStage left = stages.get(i - 1);
      if (left.isAbove(stages.get(i))) {
        int low = ROKKAKU.thresholds().at(left).orElseThrow().millimetres() - 50;
        assertThat(levels.subList(i - 1, i + 1)).allMatch(level -> level < low);
      }
    }
  }

  @Property
  void aConstantLevelEndsInItsOwnStage(
      @ForAll @IntRange(min = 1000, max = 3500) int before,
      @ForAll @IntRange(min = 1000, max = 3500) int level) {
    StageRule withoutHysteresis =
        new StageRule(
            new WaterThresholds(
                ROKKAKU.thresholds().standby(),
                ROKKAKU.thresholds().caution(),
                ROKKAKU.thresholds().evacuation(),
                ROKKAKU.thresholds().danger(),
                0,
                3));
    List<WaterStage> stages = walk(withoutHysteresis, before, level, level, level);
    assertThat(stages.getLast()).isEqualTo(ROKKAKU.stageOf(new WaterLevel(level)));
  }

  private static List<WaterStage> walk(StageRule rule, int... levels) {
    List<WaterStage> stages = new ArrayList<>();
    StageState state = StageState.UNKNOWN;
    for (int level : levels) {
      state = rule.next(state, new WaterLevel(level));
      stages.add(state.stage().orElseThrow());
    }
    return stages;
  }

  @Test
  void stagesAreNumberedAsTheyArePrinted() {
    assertThat(List.of(NONE, STANDBY, CAUTION, EVACUATION_DECISION, DANGER, OVERFLOW))
        .extracting(WaterStage::number)
        .containsExactly(0, 1, 2, 3, 4, 5);
    for (WaterStage stage : WaterStage.values()) {
      assertThat(WaterStage.ofNumber(stage.number())).isEqualTo(stage);
    }
  }

  @Test
  void coloursAreThoseOfTheOfficialMaps() {
    assertThat(OVERFLOW.rgb()).isEqualTo(rgb(12, 0, 12));
    assertThat(DANGER.rgb()).isEqualTo(rgb(170, 0, 170));
    assertThat(EVACUATION_DECISION.rgb()).isEqualTo(rgb(255, 40, 0));
    assertThat(CAUTION.rgb()).isEqualTo(rgb(242, 231, 0));
    assertThat(STANDBY.rgb()).isEqualTo(rgb(255, 255, 255));
  }

  private static int rgb(int red, int green, int blue) {
    return red << 16 | green << 8 | blue;
  }
}
