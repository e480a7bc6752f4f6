package jp.yagura.agent.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import jp.yagura.agent.site.SpikeConfig;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpikeFilterTest {
  private final SpikeFilter filter = new SpikeFilter(new SpikeConfig(5, 1_000));

  @Test
  void aSingleJumpIsSuspectAndTheReturnIsNot() {
    assertThat(verdicts(420, 424, 419, 3_000, 421, 422))
        .containsExactly(false, false, false, true, false, false);
  }

  @Test
  void aJumpThatLastsIsBelievedOnceItFillsHalfTheWindow() {
    assertThat(verdicts(400, 400, 400, 400, 400, 2_000, 2_000, 2_000, 2_000))
        .containsExactly(false, false, false, false, false, true, true, true, false);
  }

  @Test
  void theFirstValueIsBelieved() {
    assertThat(verdicts(9_999)).containsExactly(false);
  }

  @Test
  void theWidestJumpThereIsDoesNotOverflow() {
    assertThat(verdicts(Long.MAX_VALUE, Long.MIN_VALUE)).containsExactly(false, true);
  }

  @Property
  void aRiverThatRisesByLessThanTheLimitPerWindowIsNeverSuspect(
      @ForAll @Size(max = 200) List<@LongRange(min = -200, max = 200) Long> steps) {
    SpikeFilter ofARiver = new SpikeFilter(new SpikeConfig(5, 1_000));
    long level = 0;
    for (long step : steps) {
      level += step;
      assertThat(ofARiver.suspects(level)).isFalse();
    }
  }

  private List<Boolean> verdicts(long... values) {
    List<Boolean> verdicts = new ArrayList<>();
    LongStream.of(values).forEach(value -> verdicts.add(filter.suspects(value)));
    return verdicts;
  }
}
