package jp.yagura.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.UpMessage.Alarm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is really full: a small file system of its own, filled by somebody else.
class FullDiskIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private SiteText site;

  @BeforeEach
  void mount(@TempDir Path folder) throws Exception {
    site = SiteText.in(folder);
    Files.createDirectories(site.data());
    boolean mounted =
        run("mount", "-t", "tmpfs", "-o", "size=8m", "full-disk-test", site.data().toString()) == 0;
    if (!mounted) {
      System.out.println(
          "skipped: a full disk needs a small file system, and only root may mount one");
    }
    assumeTrue(mounted, "needs root to mount a small file system");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", "-l", site.data().toString());
  }

  @Test
  void aFullDiskIsSurvivedAndWhatWasMeasuredMeanwhileIsKept() throws Exception {
    try (RealBroker broker = RealBroker.start();
        StandInCenter center = new StandInCenter(broker.uri())) {
      try (Agent agent = Agent.start(site.broker(broker.uri()).config(), InstantSource.system())) {
        Eventually.until(SOON, () -> center.readings().size() > 50);
        Path filler = fill(site.data());
        int before = center.readings().size();
        TimeUnit.SECONDS.sleep(1); // a second of measuring without a place to put it
        assertThat(center.readings().size()).isLessThan(before + 100);
        Files.delete(filler);
        Eventually.until(SOON, () -> center.readings().size() > before + 150);
        Eventually.until(SOON, () -> !troubles(center).isEmpty());
      }
      assertThat(troubles(center)).extracting(Alarm::raised).containsExactly(true, false);
      assertThat(troubles(center)).allMatch(alarm -> alarm.value() == 0, "nothing was dropped");
      assertThat(center.contradictions()).isEmpty();
    }
  }

  /** What somebody else has filled has to be noticed, alarmed and outlived at any moment. */
  @Test
  void anAlarmFindsRoomOnAFullDiskAndHeadquartersHearsOfItWhileItIsFull() throws Exception {
    try (RealBroker broker = RealBroker.start();
        StandInCenter center = new StandInCenter(broker.uri())) {
      try (Agent agent = Agent.start(site.broker(broker.uri()).config(), InstantSource.system())) {
        Eventually.until(SOON, () -> center.readings().size() > 50);
        Path filler = fill(site.data());
        Eventually.until(SOON, () -> !troubles(center).isEmpty());
        assertThat(troubles(center)).extracting(Alarm::raised).containsExactly(true);
        Files.delete(filler);
        Eventually.until(SOON, () -> troubles(center).size() == 2);
      }
    }
  }

  @Test
  void aBoxThatStartsOnAFullDiskSendsWhatItHoldsAndGoesOn() throws Exception {
    Path filler;
    try (RealBroker broker = RealBroker.start()) {
      SiteText alone = site.broker(broker.uri());
      try (Agent agent = Agent.start(alone.config(), InstantSource.system())) {
        Eventually.until(SOON, () -> agent.waiting().items() > 50);
      }
      filler = fill(site.data());
      try (StandInCenter center = new StandInCenter(broker.uri());
          Agent agent = Agent.start(alone.config(), InstantSource.system())) {
        Eventually.until(SOON, () -> center.readings().size() > 50);
        Files.delete(filler);
        int before = center.readings().size();
        Eventually.until(SOON, () -> center.readings().size() > before + 50);
      }
    }
  }

  private static List<Alarm> troubles(StandInCenter center) {
    return center.events().stream()
        .filter(Alarm.class::isInstance)
        .map(Alarm.class::cast)
        .filter(alarm -> alarm.kind() == AlarmKind.OUTBOX_TROUBLE)
        .toList();
  }

  private static Path fill(Path folder) throws IOException {
    Path filler = folder.resolve("filler");
    try (OutputStream out = Files.newOutputStream(filler)) {
      byte[] page = new byte[4096];
      while (true) {
        out.write(page);
      }
    } catch (IOException full) {
      return filler;
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
