package jp.yagura.command.telemetry.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Clock STANDING =
      Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC);

  private static final Duration LONGEST = Duration.ofSeconds(15);

  @Test
  void twoSecondsWorthMayComeAtOnceAndEachFurtherOneWaitsItsTurn() {
    var pace = new Pace(10, LONGEST, STANDING);
    assertThat(IntStream.range(0, 20).mapToObj(_ -> pace.next())).containsOnly(Duration.ZERO);
    assertThat(pace.next()).isEqualTo(Duration.ofMillis(100));
    assertThat(pace.next()).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void zeroMeansAsFastAsItLikes() {
    var pace = new Pace(0, LONGEST, STANDING);
    assertThat(IntStream.range(0, 10_000).mapToObj(_ -> pace.next())).containsOnly(Duration.ZERO);
  }

  @Test
  void howeverMuchComesNobodyWaitsLongerThanTheBound() {
    var pace = new Pace(10, LONGEST, STANDING);
    assertThat(IntStream.range(0, 10_000).mapToObj(_ -> pace.next()))
        .allSatisfy(wait -> assertThat(wait).isLessThanOrEqualTo(LONGEST));
    assertThat(pace.next()).isEqualTo(LONGEST);
  }

  @Test
  void whatIsDroppedBecauseItCannotWaitDelaysNothingElse() {
    var pace = new Pace(10, LONGEST, STANDING);
    assertThat(IntStream.range(0, 10_000).filter(_ -> pace.nextAtOnce()).count()).isEqualTo(20);
    assertThat(pace.next()).isEqualTo(Duration.ofMillis(100));
  }
}
