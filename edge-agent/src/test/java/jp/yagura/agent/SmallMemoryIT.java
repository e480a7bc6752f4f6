package jp.yagura.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import jp.yagura.agent.outbox.Entry;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.shared.testing.RunningProcess;
import jp.yagura.shared.wire.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a board of 512 MB the agent gets its share and no more, however much it has to tell.
class SmallMemoryIT {
  private static final int BACKLOG = 200_000;
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final long SHARE = 160L << 20;
  private static final Path MEMORY_GROUPS = Path.of("/sys/fs/cgroup/memory");

  @Test
  void aBacklogOfMonthsIsToldWithinTheShareOfMemoryOfASmallBoard(@TempDir Path folder)
      throws Exception {
    try (RealBroker broker = RealBroker.start();
        StandInCenter center = new StandInCenter(broker.uri())) {
      SiteText site = SiteText.in(folder).broker(broker.uri()).sample("1s");
      long epoch;
      try (Outbox outbox =
          Outbox.open(site.config().data().resolve("outbox.db"), InstantSource.system())) {
        epoch = outbox.epoch();
        outbox.append(
            Entry.of(
                LongStream.rangeClosed(1, BACKLOG).mapToObj(SmallMemoryIT::old).toList(),
                List.of()));
      }
      List<String> limited = limited();
      try (RunningProcess agent = AgentProcess.start(site, limited, Map.of())) {
        Eventually.until("all to be told", LONG, () -> center.readingsOf(epoch) == BACKLOG);
        long peak = peak(agent.pid());
        assertThat(agent.isAlive()).isTrue();
        assertThat(agent.lines()).noneMatch(line -> line.contains("OutOfMemory"));
        assertThat(agent.stop(LONG)).isEqualTo(143);
        assertThat(peak).isLessThan(SHARE);
        System.out.printf(
            "a backlog of %,d readings with -Xmx48m%s: at most %d MiB of memory%n",
            BACKLOG, limited.isEmpty() ? "" : " in a group of 160 MiB", peak >> 20);
      }
      assertThat(center.contradictions()).isEmpty();
    } finally {
      removeGroup();
    }
  }

  private static Reading old(long n) {
    return Reading.normal(new SensorId("wl"), SiteText.START.minusSeconds(300_000 - n), n);
  }

  /// A group of this test's own, where the system lets us make one.
  private static List<String> limited() throws IOException {
    Path group = group();
    try {
      Files.createDirectory(group);
      Files.writeString(group.resolve("memory.limit_in_bytes"), Long.toString(SHARE));
    } catch (IOException notHere) {
      System.out.println(
          "without a limit of the system's own (" + notHere + "): only the JVM's is tested");
      return List.of();
    }
    // the shell moves itself in and then becomes the agent
    return List.of(
        "sh", "-c", "echo $$ > " + group.resolve("cgroup.procs") + " && exec \"$@\"", "sh");
  }

  private static void removeGroup() throws IOException {
    if (Files.exists(group())) {
      Eventually.until(Duration.ofSeconds(10), () -> group().toFile().delete());
    }
  }

  private static Path group() {
    return MEMORY_GROUPS.resolve("yagura-test-" + ProcessHandle.current().pid());
  }

  /// The most that was ever resident.
  private static long peak(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElseThrow();
  }
}
