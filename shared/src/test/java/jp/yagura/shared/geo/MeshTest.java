package jp.yagura.shared.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeshTest {
  /// Two points of a micrometre or two count as one.
  private static final Offset<Double> SAME = within(1e-10);

  @Test
  void tokyoStationLiesInTheCellEverybodyKnows() {
    assertThat(Mesh.of(new LatLon(35.681236, 139.767125), MeshLevel.THIRD).code())
        .isEqualTo("53394611");
  }

  @Test
  void tokyoTowerLiesInItsPublishedCell() {
    assertThat(Mesh.of(new LatLon(35.658581, 139.745433), MeshLevel.THIRD).code())
        .isEqualTo("53393599");
  }

  @Test
  void theFirstLevelTakesItsDigitsFromItsSouthWestCorner() {
    // 35°20′N × 1.5 = 53, 139°E − 100 = 39
    Mesh tokyo = Mesh.parse("5339");
    assertThat(tokyo.bounds().southWest().latitude()).isCloseTo(35 + 20 / 60.0, SAME);
    assertThat(tokyo.bounds().southWest().longitude()).isCloseTo(139, SAME);
    assertThat(tokyo.bounds().northEast().latitude()).isCloseTo(36, SAME);
    assertThat(tokyo.bounds().northEast().longitude()).isCloseTo(140, SAME);
  }

  @Test
  void eachDigitStepsAsTheStandardSays() {
    // 原町田 5339-23: 2 × 5′ north and 3 × 7′30″ east of 5339; then 4 × 30″ and 3 × 45″; then SW
    Bounds bounds = Mesh.parse("533923431").bounds();
    assertThat(bounds.southWest().latitude())
        .isCloseTo(35 + (20 + 2 * 5) / 60.0 + 4 * 30 / 3600.0, SAME);
    assertThat(bounds.southWest().longitude())
        .isCloseTo(139 + 3 * 7.5 / 60 + 3 * 45 / 3600.0, SAME);
    assertThat(bounds.northEast().latitude() - bounds.southWest().latitude())
        .isCloseTo(15 / 3600.0, SAME);
    assertThat(bounds.northEast().longitude() - bounds.southWest().longitude())
        .isCloseTo(22.5 / 3600, SAME);
  }

  @Test
  void halvesAreNumberedFromTheSouthWestToTheNorthEast() {
    Bounds cell = Mesh.parse("53394611").bounds();
    double north = cell.centre().latitude() + 0.001;
    double south = cell.centre().latitude() - 0.001;
    double east = cell.centre().longitude() + 0.001;
    double west = cell.centre().longitude() - 0.001;
    assertThat(half(south, west)).isEqualTo("533946111");
    assertThat(half(south, east)).isEqualTo("533946112");
    assertThat(half(north, west)).isEqualTo("533946113");
    assertThat(half(north, east)).isEqualTo("533946114");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "533",
        "53394",
        "5339461",
        "533946110",
        "533946115",
        "53398611",
        "53394811",
        "5339a611",
        "５３３９",
        "5399",
        "53394611111",
        "-339"
      })
  void whatIsNoCodeIsRefused(String code) {
    assertThatIllegalArgumentException().isThrownBy(() -> Mesh.parse(code));
  }

  @Test
  void outsideTheGridThereAreNoCells() {
    for (LatLon point :
        new LatLon[] {
          new LatLon(-0.1, 135),
          new LatLon(67, 135),
          new LatLon(35, 99.9),
          new LatLon(35, 180),
          new LatLon(-90, -180)
        }) {
      assertThatIllegalArgumentException().isThrownBy(() -> Mesh.of(point, MeshLevel.FIRST));
    }
  }

  @Test
  void aCellInTheMiddleHasEightNeighboursAndACellInACornerThree() {
    assertThat(Mesh.parse("53394611").neighbours())
        .extracting(Mesh::code)
        .containsExactlyInAnyOrder(
            "53394600",
            "53394601",
            "53394602",
            "53394610",
            "53394612",
            "53394620",
            "53394621",
            "53394622");
    assertThat(Mesh.parse("0000").neighbours())
        .extracting(Mesh::code)
        .containsExactlyInAnyOrder("0001", "0100", "0101");
  }

  @Test
  void neighboursCrossTheEdgeOfTheCellAbove() {
    assertThat(Mesh.parse("53390000").neighbours())
        .extracting(Mesh::code)
        .contains("52387799", "52397090", "53380709");
  }

  @Property
  void aPointLiesInItsCell(
      @ForAll @DoubleRange(min = 20, max = 46) double latitude,
      @ForAll @DoubleRange(min = 122, max = 154) double longitude,
      @ForAll MeshLevel level) {
    Bounds bounds = Mesh.of(new LatLon(latitude, longitude), level).bounds();
    assertThat(latitude)
        .isBetween(bounds.southWest().latitude() - 1e-10, bounds.northEast().latitude());
    assertThat(longitude)
        .isBetween(bounds.southWest().longitude() - 1e-10, bounds.northEast().longitude());
  }

  @Property
  void aCellsCornerAndCentreLieInItAndItsCodeLeadsBack(
      @ForAll @DoubleRange(min = 0, max = 66.6) double latitude,
      @ForAll @DoubleRange(min = 100, max = 179.9) double longitude,
      @ForAll MeshLevel level) {
    Mesh mesh = Mesh.of(new LatLon(latitude, longitude), level);
    assertThat(Mesh.of(mesh.bounds().southWest(), level)).isEqualTo(mesh);
    assertThat(Mesh.of(mesh.centre(), level)).isEqualTo(mesh);
    assertThat(Mesh.parse(mesh.code())).isEqualTo(mesh);
    assertThat(mesh.code()).hasSize(level.digits());
  }

  @Property
  void theCodeOfACoarserCellBeginsTheCodesOfAllWithin(
      @ForAll @DoubleRange(min = 20, max = 46) double latitude,
      @ForAll @DoubleRange(min = 122, max = 154) double longitude) {
    Mesh finest = Mesh.of(new LatLon(latitude, longitude), MeshLevel.QUARTER);
    for (MeshLevel level : MeshLevel.values()) {
      assertThat(finest.code()).startsWith(finest.at(level).code());
      assertThat(finest.at(level)).isEqualTo(Mesh.of(new LatLon(latitude, longitude), level));
    }
  }

  @Property
  void whoeverIsMyNeighbourHasMeAsNeighbour(
      @ForAll @DoubleRange(min = 20, max = 46) double latitude,
      @ForAll @DoubleRange(min = 122, max = 154) double longitude,
      @ForAll MeshLevel level) {
    Mesh mesh = Mesh.of(new LatLon(latitude, longitude), level);
    assertThat(mesh.neighbours())
        .hasSize(8)
        .doesNotContain(mesh)
        .allSatisfy(neighbour -> assertThat(neighbour.neighbours()).contains(mesh));
  }

  private static String half(double latitude, double longitude) {
    return Mesh.of(new LatLon(latitude, longitude), MeshLevel.HALF).code();
  }
}
