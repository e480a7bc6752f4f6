package jp.yagura.shared.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// How numbers that follow one another are put into few bits.
class ColumnTest {
  @Property
  void anyNumbersComeBackAsTheyWere(
      @ForAll @Size(min = 1, max = 50) long[] numbers, @ForAll long origin) {
    var in = new BitReader(ByteString.copyFrom(written(origin, numbers)));
    assertThat(Column.read(in, origin, numbers.length)).isEqualTo(numbers);
    in.end();
  }

  @Test
  void theFarthestNumbersComeBackToo() {
    long[] extremes = {Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 0, -1, Long.MAX_VALUE};
    var in = new BitReader(ByteString.copyFrom(written(1, extremes)));
    assertThat(Column.read(in, 1, extremes.length)).isEqualTo(extremes);
  }

  @Test
  void aSteadyPaceCostsNothingPerItem() {
    assertThat(written(0, steady(1_000))).hasSameSizeAs(written(0, steady(2)));
  }

  @Test
  void anOutlierCostsBitsButNoMoreThanPlainNumbers() {
    long[] numbers = steady(100);
    numbers[50] = Long.MAX_VALUE;
    assertThat(written(0, numbers).length).isLessThanOrEqualTo((numbers.length + 3) * Long.BYTES);
  }

  private static long[] steady(int length) {
    long[] numbers = new long[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = 60_000L * i;
    }
    return numbers;
  }

  private static byte[] written(long origin, long[] numbers) {
    var out = new BitWriter();
    Column.write(out, origin, numbers);
    return out.toByteArray();
  }
}
