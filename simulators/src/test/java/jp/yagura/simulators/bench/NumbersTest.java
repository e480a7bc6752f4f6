package jp.yagura.simulators.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @Test
  void theMedianIsTheOneInTheMiddleHoweverFarOffTheOthersAre() {
    assertThat(Numbers.median(9, 1, 5)).isEqualTo(5);
    assertThat(Numbers.median(1_000_000, 5, 4)).isEqualTo(5);
    assertThat(Numbers.median(7)).isEqualTo(7);
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
    assertThat(Numbers.median(1, 2, 4, 100)).isEqualTo(3);
  }

  @Test
  void nothingHasNoMedian() {
    assertThatThrownBy(Numbers::median).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void halfOfAllMeasurementsLieOnEitherSideOfTheMedian(
      @ForAll @Size(min = 1, max = 20) double @DoubleRange(min = -1e9, max = 1e9) [] measured) {
    double median = Numbers.median(measured);
    long below = Arrays.stream(measured).filter(m -> m < median).count();
    long above = Arrays.stream(measured).filter(m -> m > median).count();
    assertThat(below).isLessThanOrEqualTo(measured.length / 2);
    assertThat(above).isLessThanOrEqualTo(measured.length / 2);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.5, 0.5",
    "0.094879, 0.09488",
    "999.96, 1000",
    "66123.4, 66123",
    "3000000, 3000000",
    "-2.5, -2.5",
    "1e-7, 0.0000001"
  })
  void numbersForProgramsHaveNoExponentAndFourDigitsThatCount(double number, String text) {
    assertThat(Numbers.plain(number)).isEqualTo(text);
  }

  @Test
  void numbersForPeopleAreGrouped() {
    assertThat(Numbers.grouped(1_234_567.8)).isEqualTo("1,234,568");
    assertThat(Numbers.grouped(0.83194)).isEqualTo("0.8319");
    assertThat(Numbers.grouped(500)).isEqualTo("500");
  }

  @Test
  void whatIsNoNumberIsNoMeasurement() {
    assertThatThrownBy(() -> Numbers.plain(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Numbers.plain(1 / 0.0)).isInstanceOf(IllegalArgumentException.class);
  }
}
