package jp.yagura.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.FaultTools;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.shared.testing.RunningProcess;
import jp.yagura.shared.wire.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The time of day of a box without a battery for its clock jumps, by hours and by years, in both
/// directions, while it runs. Numbers, not times, say what is whose and in which order.
class JumpingClockIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void whateverTheClockDoesEveryReadingArrivesOnceAndInItsOrder(@TempDir Path folder)
      throws Exception {
    Path jump = folder.resolve("jump");
    set(jump, Duration.ZERO);
    Map<String, String> jumping =
        Map.of("LD_PRELOAD", FaultTools.clockJump().toString(), "CLOCK_JUMP", jump.toString());
    List<Duration> jumps =
        List.of(
            Duration.ofHours(3),
            Duration.ofHours(-2),
            Duration.ofDays(5 * 365),
            Duration.ofDays(-20 * 365),
            Duration.ofSeconds(90),
            Duration.ZERO);
    try (RealBroker broker = RealBroker.start();
        StandInCenter center = new StandInCenter(broker.uri())) {
      SiteText site = SiteText.in(folder).broker(broker.uri()).sample("50ms").resendAfter("2s");
      try (RunningProcess agent = AgentProcess.start(site, jumping)) {
        Eventually.until(SOON, () -> center.readings().size() > 20);
        for (Duration next : jumps) {
          int before = center.readings().size();
          set(jump, next);
          Eventually.until(
              "readings after a jump to " + next,
              SOON,
              () -> center.readings().size() > before + 60);
        }
        assertThat(agent.stop(SOON)).isEqualTo(143);
      }
      try (RunningProcess again = AgentProcess.start(site.sample("1h"), Map.of())) {
        Eventually.until("no gap", SOON, center::isGapFree);
        assertThat(again.isAlive()).isTrue();
      }
      List<Reading> stored = List.copyOf(center.readings().values());
      assertThat(center.contradictions()).isEmpty();
      assertThat(bigJumps(stored))
          .as("times that a jump of the machine's clock has moved")
          .isZero();
      System.out.printf(
          "a clock that jumps %d times, from %s to %s: %d readings, each once%n",
          jumps.size(), earliest(stored), latest(stored), stored.size());
    }
  }

  private static void set(Path jump, Duration offset) throws IOException {
    Path next = Files.writeString(jump.resolveSibling("next"), offset.toSeconds() + "\n");
    Files.move(next, jump, StandardCopyOption.ATOMIC_MOVE);
  }

  private static long bigJumps(List<Reading> stored) {
    long jumps = 0;
    Instant before = stored.getFirst().observedAt();
    for (Reading reading : stored) {
      if (Duration.between(before, reading.observedAt()).abs().toMinutes() > 0) {
        jumps++;
      }
      before = reading.observedAt();
    }
    return jumps;
  }

  private static Instant earliest(List<Reading> stored) {
    return stored.stream().map(Reading::observedAt).min(Instant::compareTo).orElseThrow();
  }

  private static Instant latest(List<Reading> stored) {
    return stored.stream().map(Reading::observedAt).max(Instant::compareTo).orElseThrow();
  }
}
