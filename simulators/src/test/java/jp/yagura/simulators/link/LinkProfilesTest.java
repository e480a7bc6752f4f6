package jp.yagura.simulators.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import jp.yagura.hardware.Catalogue;
import org.junit.jupiter.api.Test;

class LinkProfilesTest {

  @Test
  void theWidthOfARoadIsWhatItsSourceSays() {
    var catalogue = Catalogue.bundled();
    var fibre = catalogue.uplink("city-fibre");
    var cell = catalogue.uplink("lte-cat4");

    assertThat(LinkProfiles.named("lan").upBits()).isEqualTo(fibre.upKilobits() * 1000L);
    assertThat(LinkProfiles.named("lan").downBits()).isEqualTo(fibre.downKilobits() * 1000L);
    assertThat(LinkProfiles.named("lte").upBits()).isEqualTo(cell.upKilobits() * 1000L);
    assertThat(LinkProfiles.named("lte").downBits()).isEqualTo(cell.downKilobits() * 1000L);
  }

  @Test
  void theSatelliteIsTheOneThatTheAgentsDrainIsStatedFor() {
    var satellite = LinkProfiles.named("satellite");

    assertThat(satellite.rtt()).isEqualTo(Duration.ofMillis(700));
    assertThat(satellite.upBits()).isEqualTo(64_000);
    assertThat(satellite.loss()).isEqualTo(0.02);
    assertThat(satellite.retransmissionTimeout()).isEqualTo(Duration.ofMillis(900));
  }

  @Test
  void aRoadThatNobodyKnowsIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> LinkProfiles.named("pigeon"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lan")
        .hasMessageContaining("lte")
        .hasMessageContaining("satellite");
  }
}
