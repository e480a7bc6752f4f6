package jp.yagura.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.FaultTools;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.shared.testing.RunningProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file system that has found an error of its own and made itself read-only, as Debian's do,
/// under a running agent. (While files on it are open for writing, nobody else can make it so.)
class ReadOnlyDiskIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private SiteText site;
  private Path image;

  @BeforeEach
  void mount(@TempDir Path folder) throws IOException {
    FaultTools.needRoot("mount a file system and let it fail");
    site = SiteText.in(folder).sample("50ms").resendAfter("2s");
    image = folder.resolve("disk.img");
    Files.createDirectories(site.data());
    FaultTools.must("truncate", "-s", "32M", image.toString());
    FaultTools.must("mkfs.ext4", "-q", "-F", image.toString());
    mount();
  }

  private void mount() {
    boolean mounted =
        FaultTools.works(
            "mount", "-o", "loop,errors=remount-ro", image.toString(), site.data().toString());
    if (!mounted) {
      System.out.println("skipped: no loop devices here to mount a file system from");
    }
    assumeTrue(mounted, "needs loop devices");
  }

  @AfterEach
  void unmount() {
    boolean unused = FaultTools.works("umount", "-l", site.data().toString());
  }

  @Test
  void anAgentOutlivesADiskThatTurnsReadOnlyAndGoesOnWhenItIsMended() throws Exception {
    try (RealBroker broker = RealBroker.start();
        StandInCenter center = new StandInCenter(broker.uri())) {
      site.broker(broker.uri());
      try (RunningProcess agent = AgentProcess.start(site, Map.of())) {
        Eventually.until(SOON, () -> center.readings().size() > 30);
        turnReadOnly();
        agent.awaitLineWith("outbox takes nothing, holding in memory", SOON);
        assertThat(agent.isAlive()).isTrue();
        assertThat(agent.stop(SOON)).isEqualTo(143);
      }
      int before = center.readings().size();
      FaultTools.must("umount", site.data().toString());
      // it repairs what it finds, and says so with 1
      boolean unused = FaultTools.works("e2fsck", "-fy", image.toString());
      mount();
      try (RunningProcess again = AgentProcess.start(site, Map.of())) {
        Eventually.until(SOON, () -> center.readings().size() > before + 30);
        assertThat(again.stop(SOON)).isEqualTo(143);
      }
      try (RunningProcess rest = AgentProcess.start(site.sample("1h"), Map.of())) {
        Eventually.until("no gap", SOON, center::isGapFree);
        assertThat(rest.isAlive()).isTrue();
      }
      assertThat(center.contradictions()).isEmpty();
      assertThat(Measured.by(site.config()).mismatches(center.readings().values())).isEmpty();
    }
  }

  private void turnReadOnly() throws IOException {
    String device =
        Files.readAllLines(Path.of("/proc/mounts"), StandardCharsets.UTF_8).stream()
            .map(line -> line.split(" ", -1))
            .filter(words -> words[1].equals(site.data().toString()))
            .map(words -> Path.of(words[0]).getFileName().toString())
            .findFirst()
            .orElseThrow();
    Files.writeString(Path.of("/sys/fs/ext4", device, "trigger_fs_error"), "1");
  }
}
