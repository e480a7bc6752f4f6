package jp.yagura.simulators.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RhythmTest {
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
  private final Rhythm rhythm = new Rhythm(START, Duration.ofSeconds(2));

  @Test
  void itBeatsOncePerCadenceHoweverOftenItIsAsked() {
    assertThat(rhythm.beat(START.plusMillis(4_100))).contains(START.plusSeconds(4));
    assertThat(rhythm.beat(START.plusMillis(5_900))).isEmpty();
    assertThat(rhythm.beat(START.plusMillis(6_000))).contains(START.plusSeconds(6));
  }

  @Test
  void whatWasMissedIsNotMadeUpFor() {
    assertThat(rhythm.beat(START)).contains(START);
    assertThat(rhythm.beat(START.plusMillis(60_500))).contains(START.plusSeconds(60));
    assertThat(rhythm.beat(START.plusMillis(60_600))).isEmpty();
  }

  @Test
  void itBeatsBeforeTheStartToo() {
    assertThat(rhythm.beat(START.minusMillis(500))).contains(START.minusSeconds(2));
  }
}
