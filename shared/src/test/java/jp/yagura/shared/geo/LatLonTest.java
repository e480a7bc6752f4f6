package jp.yagura.shared.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class LatLonTest {

  @Test
  void aPointLiesOnTheEarth() {
    assertThatIllegalArgumentException().isThrownBy(() -> new LatLon(90.01, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new LatLon(0, -180.01));
    assertThatIllegalArgumentException().isThrownBy(() -> new LatLon(Double.NaN, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new LatLon(0, Double.NaN));
  }

  @Test
  void aDegreeOfLatitudeIsAboutAHundredAndElevenKilometres() {
    assertThat(new LatLon(33, 133).metresTo(new LatLon(34, 133))).isCloseTo(111_195, within(1.0));
  }

  @Property
  void distanceIsTheSameBothWaysAndNothingToOneself(
      @ForAll @DoubleRange(min = -90, max = 90) double latitude,
      @ForAll @DoubleRange(min = -180, max = 180) double longitude) {
    LatLon here = new LatLon(latitude, longitude);
    LatLon there = new LatLon(33.5, 133.6);
    assertThat(here.metresTo(here)).isZero();
    assertThat(here.metresTo(there)).isCloseTo(there.metresTo(here), within(1e-6));
    assertThat(here.metresTo(there)).isBetween(0.0, 20_016_000.0);
  }
}
