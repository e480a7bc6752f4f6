package jp.yagura.agent.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import jp.yagura.agent.site.CadenceConfig;
import jp.yagura.agent.site.PowerPlanConfig.Slower;
import jp.yagura.shared.power.PowerState;
import org.junit.jupiter.api.Test;

class TempoTest {

  private static final CadenceConfig EVERY_MINUTE =
      new CadenceConfig(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(5));

  private final Tempo tempo = new Tempo(EVERY_MINUTE, Optional.of(Slower.than(EVERY_MINUTE)));

  @Test
  void onMainsAndOnAFullBatteryNothingIsLeftOut() {
    assertThat(tempo.in(PowerState.MAINS)).isEqualTo(EVERY_MINUTE);
    assertThat(tempo.in(PowerState.BATTERY)).isEqualTo(EVERY_MINUTE);
    assertThat(tempo.slowerThanUsual(PowerState.BATTERY)).isEmpty();
  }

  @Test
  void toLastLongerItMeasuresAndSpeaksLessOftenAndSaysSo() {
    assertThat(tempo.in(PowerState.SAVING).sample()).isEqualTo(Duration.ofMinutes(3));
    assertThat(tempo.in(PowerState.SURVIVAL).sample()).isEqualTo(Duration.ofMinutes(10));
    assertThat(tempo.slowerThanUsual(PowerState.SURVIVAL)).contains(Duration.ofMinutes(10));
  }

  @Test
  void aBoxThatKnowsNothingOfItsBatteryHasNoReasonToSave() {
    var plain = new Tempo(EVERY_MINUTE, Optional.empty());
    assertThat(plain.in(PowerState.SURVIVAL)).isEqualTo(EVERY_MINUTE);
  }

  @Test
  void howeverSlowItIsItSpeaksOnceADay() {
    var hourly = new CadenceConfig(Duration.ofHours(6), Duration.ofHours(6), Duration.ofHours(12));
    assertThat(Slower.than(hourly).survival().status()).isEqualTo(Duration.ofDays(1));
  }
}
