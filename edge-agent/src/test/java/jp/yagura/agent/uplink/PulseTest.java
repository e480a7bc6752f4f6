package jp.yagura.agent.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PulseTest {
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
  private final Pulse pulse = new Pulse(Duration.ofMillis(200), START);

  @Test
  void whoIsAskedNothingIsNotSilent() {
    assertThat(pulse.isSilent(START.plusSeconds(3_600))).isFalse();
    assertThat(pulse.doubtedAt()).isEqualTo(Instant.MAX);
  }

  @Test
  void whoDoesNotAnswerForThreeSecondsIsDoubted() {
    pulse.asked(START);
    assertThat(pulse.isSilent(START.plusMillis(2_999))).isFalse();
    assertThat(pulse.isSilent(START.plusMillis(3_000))).isTrue();
    pulse.answered(START.plusMillis(3_100));
    assertThat(pulse.isSilent(START.plusMillis(9_000))).isFalse();
  }

  @Test
  void aLineThatIsFullAnswersLateAndIsNotDoubted() {
    for (int i = 0; i < 8; i++) {
      pulse.asked(START);
    }
    for (int i = 1; i < 8; i++) {
      pulse.answered(START.plusSeconds(2L * i));
      assertThat(pulse.isSilent(START.plusSeconds(2L * i + 1))).isFalse();
    }
    assertThat(pulse.rtt()).as("what waited in line tells nothing of the distance").isEmpty();
  }

  @Test
  void anAnswerThatTookTwoSecondsIsAStumble() {
    pulse.asked(START);
    pulse.answered(START.plusMillis(1_900));
    assertThat(pulse.hasStumbled()).isFalse();
    Pulse other = new Pulse(Duration.ofMillis(200), START);
    other.asked(START);
    other.asked(START);
    other.answered(START.plusMillis(2_100));
    assertThat(other.hasStumbled()).isTrue();
    assertThat(other.hasStumbled()).as("told once").isFalse();
  }

  @Test
  void aSlowRoadIsGivenFourRoundTrips() {
    Pulse slow = new Pulse(Duration.ofSeconds(2), START);
    slow.asked(START);
    assertThat(slow.doubtedAt()).isEqualTo(START.plusSeconds(8));
    slow.answered(START.plusSeconds(1));
    assertThat(slow.rtt()).contains(Duration.ofSeconds(1));
    slow.asked(START.plusSeconds(10));
    assertThat(slow.doubtedAt()).isEqualTo(START.plusSeconds(14));
  }
}
