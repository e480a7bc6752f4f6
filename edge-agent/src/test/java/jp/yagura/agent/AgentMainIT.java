package jp.yagura.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jp.yagura.shared.testing.FreePorts;
import jp.yagura.shared.testing.Processes;
import jp.yagura.shared.testing.RunningProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as systemd and the launcher see it: arguments, what it says, what it ends with.
class AgentMainIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private SiteText site;

  @BeforeEach
  void cutOff(@TempDir Path folder) {
    site = SiteText.in(folder).broker("tcp://127.0.0.1:" + FreePorts.one());
  }

  @Test
  void itSaysThatItIsUpEvenWithoutABrokerAndStopsWhenTold() {
    try (RunningProcess agent = run("--site", site.write().toString())) {
      agent.awaitLineWith("AGENT READY nankoku/inabu", SOON);
      ProcessHandle.of(agent.pid()).orElseThrow().destroy();
      agent.awaitLineWith("stopped site=nankoku/inabu", SOON);
      assertThat(agent.awaitEnd(SOON)).as("128 + SIGTERM").isEqualTo(143);
      assertThat(site.data().resolve("outbox.db-wal")).doesNotExist();
    }
  }

  @Test
  void checkingASiteFileStartsNothing() {
    try (RunningProcess agent = run("--check", "--site", site.write().toString())) {
      assertThat(agent.awaitEnd(SOON)).isZero();
      agent.awaitLineWith("OK nankoku/inabu", SOON);
      assertThat(site.data()).doesNotExist();
    }
  }

  @Test
  void aSiteFileThatCannotBeUsedIsToldInBothLanguages() throws IOException {
    Path file = site.write();
    Files.writeString(file, Files.readString(file).replace("cadence:", "cadense:"));
    try (RunningProcess agent = run("--site", file.toString())) {
      assertThat(agent.awaitEnd(SOON)).isEqualTo(78);
      agent.awaitLineWith("局の定義ファイルを使えません（inabu.yaml", SOON);
      agent.awaitLineWith("needs the key cadence", SOON);
    }
  }

  @Test
  void wrongArgumentsGetTheUsage() {
    try (RunningProcess agent = run("--sight", "x")) {
      assertThat(agent.awaitEnd(SOON)).isEqualTo(64);
      agent.awaitLineWith("usage: AgentMain --site FILE", SOON);
    }
  }

  @Test
  void twoAgentsDoNotShareAnOutbox() {
    String file = site.write().toString();
    try (RunningProcess first = run("--site", file)) {
      first.awaitLineWith("AGENT READY", SOON);
      try (RunningProcess second = run("--site", file)) {
        assertThat(second.awaitEnd(SOON)).isEqualTo(74);
        second.awaitLineWith("in use by another agent", SOON);
      }
    }
  }

  private static RunningProcess run(String... arguments) {
    return Processes.program(
        "edge-agent",
        "jp.yagura.agent.AgentMain",
        List.of("-XX:TieredStopAtLevel=1"),
        List.of(arguments));
  }
}
