package jp.yagura.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
  private final Catalogue catalogue = Catalogue.bundled();

  @Test
  void everyKindHasProfilesAndEachIsFoundByItsId() {
    assertThat(catalogue.boards())
        .isNotEmpty()
        .allSatisfy(board -> assertThat(catalogue.board(board.id())).isEqualTo(board));
    assertThat(catalogue.sensors())
        .isNotEmpty()
        .allSatisfy(sensor -> assertThat(catalogue.sensor(sensor.id())).isEqualTo(sensor));
    assertThat(catalogue.cameras())
        .isNotEmpty()
        .allSatisfy(camera -> assertThat(catalogue.camera(camera.id())).isEqualTo(camera));
    assertThat(catalogue.powerSystems())
        .isNotEmpty()
        .allSatisfy(power -> assertThat(catalogue.powerSystem(power.id())).isEqualTo(power));
    assertThat(catalogue.uplinks())
        .isNotEmpty()
        .allSatisfy(uplink -> assertThat(catalogue.uplink(uplink.id())).isEqualTo(uplink));
  }

  @Test
  void everyKindOfSensorCanBeHad() {
    assertThat(catalogue.sensors()).extracting(Sensor::kind).contains(SensorKind.values());
  }

  @Test
  void anUnknownProfileIsAnsweredWithTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalogue.board("abacus"))
        .withMessageContaining("pi-4-2gb");
  }

  /// The worked examples of the power plan: 100 Ah at 24 V, depth 0.8, derating 0.8.
  @ParameterizedTest
  @CsvSource({"15, 102.4", "35, 43.9"})
  void aHundredAmpereHoursLastAsLongAsInTheWorkedExample(double watts, double hours) {
    assertThat(catalogue.powerSystem("mast-24v-100ah").runtimeHours(watts))
        .isCloseTo(hours, within(0.05));
  }

  @Test
  void theLargerBatteryCarriesTheHeavierLoadForThreeDays() {
    assertThat(catalogue.powerSystem("mast-24v-165ah").runtimeHours(35)).isGreaterThan(72);
  }

  @ParameterizedTest
  @CsvSource({
    "27300, 100",
    "25400, 100",
    "24800, 75",
    "24600, 62",
    "24400, 50",
    "24000, 25",
    "23800, 12",
    "23600, 0",
    "21600, 0",
    "0, 0"
  })
  void theChargeIsToldFromTheVoltageAtRest(int millivolts, int percent) {
    assertThat(catalogue.powerSystem("mast-24v-100ah").percentAt(millivolts)).isEqualTo(percent);
  }

  @Property(tries = 300)
  void moreVoltageNeverMeansLessCharge(
      @ForAll @IntRange(min = 0, max = 30_000) int millivolts,
      @ForAll @IntRange(min = 0, max = 2_000) int more) {
    PowerSystem power = Catalogue.bundled().powerSystem("mast-24v-100ah");
    assertThat(power.percentAt(millivolts + more)).isBetween(power.percentAt(millivolts), 100);
  }

  @Test
  void aValueOutsideOfWhatASensorCanMeanIsTold() {
    Sensor rain = catalogue.sensor("tipping-bucket-05");
    assertThat(rain.canMean(0)).isTrue();
    assertThat(rain.canMean(-1)).isFalse();
    assertThat(rain.canMean(1001)).isFalse();
  }
}
