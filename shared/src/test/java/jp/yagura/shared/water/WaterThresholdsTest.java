package jp.yagura.shared.water;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaterThresholdsTest {

  @Test
  void thresholdsRiseFromStageToStage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WaterThresholds.ofMillimetres(1500, 2500, 2500, 3100))
        .withMessageContaining("2500 mm is followed by 2500 mm");
  }

  @Test
  void theyRiseAlsoOverAStageThatIsNotDefined() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new WaterThresholds(
                    Optional.of(new WaterLevel(2000)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new WaterLevel(1000)),
                    50,
                    2));
  }

  @Test
  void hysteresisAndFallingReadingsStayWithinReason() {
    assertThatIllegalArgumentException().isThrownBy(() -> none(-1, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> none(10_001, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> none(50, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> none(50, 101));
  }

  @Test
  void theUsualIsFiveCentimetresAndTwoReadings() {
    WaterThresholds usual = WaterThresholds.ofMillimetres(1, 2, 3, 4);
    assertThat(usual.hysteresisMillimetres()).isEqualTo(50);
    assertThat(usual.fallingReadings()).isEqualTo(2);
  }

  private static WaterThresholds none(int hysteresis, int fallingReadings) {
    return new WaterThresholds(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        hysteresis,
        fallingReadings);
  }
}
