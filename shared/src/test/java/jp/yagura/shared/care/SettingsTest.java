package jp.yagura.shared.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void settingsAreReadAndWrittenAlike() throws BadSettings {
    String text =
        """
        {"cadence":{"sample":"90s","send":"10m","status":"1h"},\
        "sensors":[{"id":"wl","spike":{"window":5,"maxJump":1000}}],\
        "masks":[[[0,0],[1000,0],[500,400]]]}""";
    Settings settings = Settings.read(text);
    assertThat(settings.cadence().sample()).contains(Duration.ofSeconds(90));
    assertThat(settings.canonical()).isEqualTo(text);
  }

  @Test
  void nothingSetIsTheSiteFileAlone() throws BadSettings {
    assertThat(Settings.read("{}")).isEqualTo(Settings.NONE);
    assertThat(Settings.NONE.canonical()).isEqualTo("{}");
  }

  @Test
  void whatCannotBeUsedIsRefusedWithItsPlaceInBothLanguages() {
    refused("{\"cadence\":{\"sampel\":\"1m\"}}", "cadence.sampel");
    refused("{\"cadence\":{\"sample\":\"1ms\"}}", "cadence.sample");
    refused("{\"cadence\":{\"send\":\"2d\"}}", "cadence.send");
    refused("{\"cadence\":{\"send\":\"soon\"}}", "cadence.send");
    refused("{\"sensors\":[{\"id\":\"wl\",\"spike\":{\"window\":2,\"maxJump\":9}}]}", "spike");
    refused("{\"sensors\":[{\"id\":\"wl\",\"spike\":{\"window\":5,\"maxJump\":0}}]}", "spike");
    refused("{\"sensors\":[{\"id\":\"WL!\",\"spike\":{\"window\":5,\"maxJump\":1}}]}", "id");
    refused("{\"masks\":[[[0,0],[1,1]]]}", "masks[0]");
    refused("{\"masks\":[[[0,0],[1,1],[0,1001]]]}", "masks[0][2]");
    refused("{\"reboot\":true}", "reboot");
    refused("not json: [", "");
    refused("[" + "0,".repeat(40_000) + "0]", "");
  }

  @Test
  void oneSensorStandsThereOnce() {
    String twice = "{\"id\":\"wl\",\"spike\":{\"window\":5,\"maxJump\":1}}";
    refused("{\"sensors\":[" + twice + "," + twice + "]}", "");
  }

  private static void refused(String text, String place) {
    assertThatThrownBy(() -> Settings.read(text))
        .isInstanceOfSatisfying(
            BadSettings.class,
            bad -> {
              assertThat(bad.path()).contains(place);
              assertThat(bad.ja()).containsPattern("[ぁ-ん]");
              assertThat(bad.en()).isNotBlank();
            });
  }
}
