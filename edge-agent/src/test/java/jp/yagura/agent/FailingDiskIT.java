package jp.yagura.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.FaultTools;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.shared.testing.RunningProcess;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.UpMessage.Alarm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A running agent whose disk fails for a while, below SQLite: it goes on measuring, tells of the
/// trouble and of its end, and afterwards everything it has confirmed to itself has arrived once.
class FailingDiskIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void whicheverWayTheDiskFailsTheAgentGoesOnAndHeadquartersHearsOfIt(@TempDir Path folder)
      throws Exception {
    Path plan = folder.resolve("plan");
    Map<String, String> failing =
        Map.of(
            "LD_PRELOAD", FaultTools.ioFault().toString(),
            "IOF_MATCH", "/outbox.db",
            "IOF_PLAN", plan.toString());
    List<String> faults =
        List.of(
            "write:5:1", // EIO at once
            "write:5:7",
            "fsync:5:1",
            "fsync:5:4",
            "write:28:2", // no room
            "fsync:28:1",
            "write:30:1"); // read-only from now on
    try (RealBroker broker = RealBroker.start();
        StandInCenter center = new StandInCenter(broker.uri())) {
      SiteText site = SiteText.in(folder).broker(broker.uri()).sample("50ms").resendAfter("2s");
      try (RunningProcess agent = AgentProcess.start(site, failing)) {
        Eventually.until(SOON, () -> center.readings().size() > 20);
        for (int round = 1; round <= faults.size(); round++) {
          int told = 2 * round;
          begin(faults.get(round - 1), plan);
          TimeUnit.MILLISECONDS.sleep(1_000); // of measuring on a disk that fails
          int before = center.readings().size();
          Files.delete(plan);
          Eventually.until(
              "the end of "
                  + faults.get(round - 1)
                  + " to be told; said: "
                  + agent.lines().getLast(),
              SOON,
              () -> troubles(center).size() == told && center.readings().size() > before + 20);
        }
        assertThat(agent.stop(SOON)).isEqualTo(143);
      }
      try (RunningProcess again = AgentProcess.start(site.sample("1h"), Map.of())) {
        Eventually.until("no gap", SOON, center::isGapFree);
        assertThat(again.isAlive()).isTrue();
      }
      assertThat(center.contradictions()).isEmpty();
      assertThat(troubles(center)).allMatch(alarm -> alarm.value() == 0, "nothing was dropped");
      assertThat(Measured.by(site.config()).mismatches(center.readings().values())).isEmpty();
      System.out.printf(
          "an agent on a disk that fails in %d ways: %d readings, each once, %d reports of trouble%n",
          faults.size(), center.readings().size(), troubles(center).size());
    }
  }

  private static void begin(String fault, Path plan) throws IOException {
    // in one move: a plan that is half written would be another one
    Path next = Files.writeString(plan.resolveSibling("next"), fault);
    Files.move(next, plan, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<Alarm> troubles(StandInCenter center) {
    return center.events().stream()
        .filter(Alarm.class::isInstance)
        .map(Alarm.class::cast)
        .filter(alarm -> alarm.kind() == AlarmKind.OUTBOX_TROUBLE)
        .toList();
  }
}
