package jp.yagura.agent.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jp.yagura.shared.testing.Processes;
import jp.yagura.shared.testing.RunningProcess;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a listener of another language hears on the very kind of socket that systemd opens.
class SystemdSocketIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String LISTENER =
      """
      import socket, sys
      name = sys.argv[1]
      door = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      door.bind(chr(0) + name[1:] if name.startswith('@') else name)
      print('LISTENING', flush=True)
      while True:
          print('HEARD', door.recv(4096).decode(), flush=True)
      """;

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void needsPython() {
    Assumptions.assumeTrue(
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(bin -> Path.of(bin, "python3").toFile().canExecute()),
        "python3 is not installed: nobody listens to the socket");
  }

  @Test
  void aSocketInTheFileSystemHearsUs() throws IOException {
    hears(folder.resolve("notify").toString());
  }

  @Test
  void aSocketInTheKernelsNameSpaceHearsUs() throws IOException {
    hears("@yagura-test-" + ProcessHandle.current().pid());
  }

  @Test
  void nobodyThereIsAnErrorAndNotAHang() throws IOException {
    try (var socket = new SystemdSocket(folder.resolve("nobody").toString())) {
      assertThatThrownBy(() -> socket.say("READY=1"))
          .isInstanceOf(IOException.class)
          .hasMessage("systemd does not listen");
    }
    assertThatThrownBy(() -> new SystemdSocket("relative")).isInstanceOf(IOException.class);
    assertThat(Watchdog.notifierFor(java.util.Map.of("NOTIFY_SOCKET", "relative")))
        .as("a wrong name does not stop the agent")
        .isNotNull();
  }

  private static void hears(String name) throws IOException {
    try (RunningProcess listener =
        Processes.start("listener", List.of("python3", "-c", LISTENER, name))) {
      listener.awaitLineWith("LISTENING", SOON);
      try (var socket = new SystemdSocket(name)) {
        socket.say("READY=1");
        socket.say("STATUS=つながっています");
      }
      listener.awaitLineWith("HEARD READY=1", SOON);
      listener.awaitLineWith("HEARD STATUS=つながっています", SOON);
    }
  }
}
