package jp.yagura.shared.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"inabu", "t-0001", "7", "a-very-long-name-of-32-character"})
  void aSiteIsNamedInSmallLettersDigitsAndHyphens(String name) {
    assertThat(new SiteId(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-inabu",
        "Inabu",
        "稲生",
        "in abu",
        "in/abu",
        "in+abu",
        "#",
        "..",
        "inabu\n",
        "ｉｎａｂｕ",
        "a-very-long-name-of-33-characters"
      })
  void whatCouldNotStandInATopicIsNoName(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new SiteId(name));
    assertThatIllegalArgumentException().isThrownBy(() -> new MunicipalityId(name));
    assertThatIllegalArgumentException().isThrownBy(() -> new SensorId(name));
  }

  @Test
  void aSensorsNameIsShort() {
    assertThat(new SensorId("a".repeat(16)).value()).hasSize(16);
    assertThatIllegalArgumentException().isThrownBy(() -> new SensorId("a".repeat(17)));
  }

  @Property
  void aRefusalShowsNothingThatCouldGarbleALog(@ForAll String name) {
    try {
      assertThat(new SiteId(name).value()).matches("[a-z0-9][a-z0-9-]{0,31}");
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).doesNotContainPattern("\\p{Cntrl}").hasSizeLessThan(200);
    }
  }

  @Test
  void anAddressIsWrittenMunicipalitySlashSite() {
    SiteAddress inabu = SiteAddress.parse("nankoku/inabu");
    assertThat(inabu).isEqualTo(SiteAddress.of("nankoku", "inabu")).hasToString("nankoku/inabu");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nankoku", "/inabu", "nankoku/", "nankoku/inabu/up", "nankoku//inabu"})
  void anythingElseIsNoAddress(String text) {
    assertThatThrownBy(() -> SiteAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
