package jp.yagura.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import jp.yagura.shared.geo.LatLon;
import jp.yagura.shared.id.MunicipalityId;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.water.WaterThresholds;
import jp.yagura.shared.yaml.BadYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SitePlanTest {
  private static final MunicipalityId NANKOKU = new MunicipalityId("nankoku");

  private final Catalogue catalogue = Catalogue.bundled();
  private final SitePlan plan = SitePlan.bundled(NANKOKU, catalogue);

  @Test
  void sevenTowersStandInNankoku() {
    assertThat(plan.municipality().name()).isEqualTo("南国市");
    assertThat(plan.sites())
        .extracting(SiteProfile::name)
        .containsExactly("三和", "浜改田", "稲生", "十市", "岡豊", "市役所本庁舎", "高知大学農林海洋科学部");
  }

  @Test
  void thePlanSaysThatItsValuesAreExamples() {
    assertThat(plan.exampleValues()).isTrue();
  }

  @Test
  void everyTowerMeasuresWaterRainAndItsBattery() {
    assertThat(plan.sites())
        .allSatisfy(
            site ->
                assertThat(site.sensors())
                    .extracting(SitedSensor::kind)
                    .containsExactly(
                        SensorKind.WATER_LEVEL, SensorKind.RAIN, SensorKind.BATTERY_VOLTAGE));
  }

  @Test
  void everyGaugeHasAllFourThresholdsWithinWhatItCanMeasure() {
    assertThat(plan.sites())
        .flatExtracting(SiteProfile::sensors)
        .filteredOn(sensor -> sensor.kind() == SensorKind.WATER_LEVEL)
        .hasSize(7)
        .allSatisfy(
            sensor -> {
              WaterThresholds thresholds = sensor.thresholds().orElseThrow();
              assertThat(sensor.profile().canMean(thresholds.standby().orElseThrow().millimetres()))
                  .isTrue();
              assertThat(sensor.profile().canMean(thresholds.danger().orElseThrow().millimetres()))
                  .isTrue();
            });
  }

  @Test
  void everyTowerStandsInOrNearTheCity() {
    LatLon cityHall = plan.site(new SiteId("yakusho")).place();
    assertThat(plan.sites())
        .allSatisfy(site -> assertThat(site.place().metresTo(cityHall)).isLessThan(12_000));
  }

  @Test
  void aTowerThatSendsStillsNowAndThenLivesForThreeDays() {
    // the camera on for a tenth of the time: what the power plan aims at without the mains
    assertThat(plan.sites())
        .allSatisfy(
            site -> {
              double camera = site.camera().map(c -> c.watts() + c.infraredWatts()).orElse(0.0);
              double sparing = site.fullLoadWatts() - 0.9 * camera;
              assertThat(site.powerSystem().runtimeHours(sparing)).isGreaterThan(72);
            });
  }

  @ParameterizedTest(name = "{2}: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "board: pi-4-2gb      | board: pi-0        | sites[0].board | known are pi-4-2gb",
        "[lte-cat4, satellite-messaging] | [smoke] | sites[0].uplinks[0] | known are city-fibre",
        "[lte-cat4, satellite-messaging] | [lte-m, lte-m] | sites[0] | named twice",
        "profile: tipping-bucket-05 | profile: bucket | sites[0].sensors[1].profile | known are",
        "id: hamakaida        | id: sanwa          | sites[1]       | sanwa stands here twice",
        "id: rn               | id: wl             | sites[0].sensors[1] | wl stands here twice",
        "caution: 1300        | caution: 900       | sites[0].sensors[0].thresholds | must rise",
        "lat: 33.537          | lat: 93.537        | sites[0]       | latitude must be",
        "kana: さんわ          | kana: ''           | sites[0]       | names have 1 to 100",
        "cadence: 1m          | cadence: 0s        | sites[0]       | longer than nothing",
        "cadence: 1m          | cadance: 1m        | sites[0]       | needs the key cadence",
        "fallingReadings: 2   | fallingReadings: 2, extreme: 1 | sites[0].sensors[0].thresholds.extreme | not a key that is known here",
      })
  void aWrongPlanIsRefusedWithThePlaceAndWhatToDo(
      String right, String wrong, String path, String sentence, @TempDir Path folder)
      throws IOException {
    String yaml = nankoku();
    String spoilt = yaml.replaceFirst(Pattern.quote(right), wrong);
    Path file = Files.writeString(folder.resolve("our-city.yaml"), spoilt);
    BadYaml error = catchThrowableOfType(BadYaml.class, () -> SitePlan.read(file, catalogue));
    assertThat(error.path()).isEqualTo(path);
    assertThat(error).hasMessageStartingWith("our-city.yaml, line").hasMessageContaining(sentence);
  }

  @Test
  void thresholdsOnARainGaugeAreAMistake(@TempDir Path folder) throws IOException {
    String spoilt =
        nankoku()
            .replaceFirst(
                "nameEn: Rain in 10 min", "nameEn: Rain\n        thresholds: {danger: 1}");
    Path file = Files.writeString(folder.resolve("our-city.yaml"), spoilt);
    assertThat(catchThrowableOfType(BadYaml.class, () -> SitePlan.read(file, catalogue)))
        .hasMessageContaining("only a water level has thresholds");
  }

  @Test
  void aCityWithoutAPlanInTheJarIsTold() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SitePlan.bundled(new MunicipalityId("atlantis"), catalogue))
        .withMessageContaining("sites/atlantis.yaml");
  }

  private static String nankoku() throws IOException {
    try (InputStream in = SitePlan.class.getResourceAsStream("sites/nankoku.yaml")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
