package jp.yagura.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.FreePorts;
import jp.yagura.shared.testing.Processes;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.shared.testing.RunningProcess;
import jp.yagura.shared.wire.Reading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The agent as a process whose clock is really wrong, as far as the process can tell
// (libfaketime).
class FakedTimeIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private String library = "";

  @BeforeEach
  void findTheLibrary() throws IOException {
    Optional<Path> found = Optional.empty();
    for (Path folder : List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"))) {
      if (found.isEmpty() && Files.isDirectory(folder)) {
        try (var paths = Files.find(folder, 4, (p, _) -> p.endsWith("libfaketimeMT.so.1"))) {
          found = paths.findFirst();
        }
      }
    }
    if (found.isEmpty()) {
      System.out.println("skipped: a wrong clock needs libfaketime (Debian package faketime)");
    }
    assumeTrue(found.isPresent(), "needs libfaketime (Debian package faketime)");
    library = found.get().toString();
  }

  @Test
  void anAgentStartedIn1970WithoutNetworkEndsUpWithRightTimes(@TempDir Path folder)
      throws Exception {
    int port = FreePorts.one();
    SiteText site = SiteText.in(folder).broker("tcp://127.0.0.1:" + port);
    Instant began = Instant.now();
    try (RunningProcess agent = agent(site, "@1970-01-01 00:00:20")) {
      agent.awaitLineWith("AGENT READY", SOON);
      assertThat(agent.lines()).anyMatch(line -> line.contains("state=UNSURE now=1970-01-01"));
      TimeUnit.SECONDS.sleep(2); // of measuring without a network
      Instant online = Instant.now();
      try (RealBroker broker = RealBroker.with().port(port).start();
          StandInCenter center = new StandInCenter(broker.uri())) {
        Eventually.until(SOON, () -> center.readings().size() > 600);
        List<Reading> all = List.copyOf(center.readings().values());
        assertThat(all)
            .extracting(Reading::observedAt)
            .isSorted()
            .allSatisfy(at -> assertThat(at).isBetween(began, Instant.now()));
        assertThat(all.getFirst().observedAt()).isBefore(online);
        assertThat(center.contradictions()).isEmpty();
        agent.stop(SOON);
      }
    }
  }

  /// The days pass within seconds, as if somebody kept setting the clock.
  @Test
  void aClockThatRunsAwayMovesNoReadingAndLosesNone(@TempDir Path folder) throws Exception {
    try (RealBroker broker = RealBroker.start();
        StandInCenter center = new StandInCenter(broker.uri())) {
      SiteText site = SiteText.in(folder).broker(broker.uri());
      Instant began = Instant.now();
      try (RunningProcess agent = agent(site, "+0 x86400")) {
        Eventually.until(SOON, () -> center.readings().size() > 600);
        agent.stop(SOON);
        assertThat(agent.lines()).anyMatch(line -> line.contains("clock was moved"));
      }
      assertThat(center.readings().values())
          .extracting(Reading::observedAt)
          .isSorted()
          .allSatisfy(
              at -> assertThat(at).isBetween(began.minusSeconds(5), Instant.now().plusSeconds(5)));
      assertThat(center.isGapFree()).isTrue();
    }
  }

  private RunningProcess agent(SiteText site, String time) {
    return Processes.program(
        "edge-agent",
        "jp.yagura.agent.AgentMain",
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"),
        List.of("--site", site.write().toString()),
        Map.of(
            "LD_PRELOAD",
            library,
            "FAKETIME",
            time,
            "FAKETIME_DONT_FAKE_MONOTONIC",
            "1",
            "FAKETIME_DONT_RESET",
            "1"));
  }
}
