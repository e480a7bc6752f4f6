package jp.yagura.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.agent.rehearsal.ObligingBroker;
import jp.yagura.agent.site.SiteFile;
import jp.yagura.agent.watchdog.Watchdog;

/// `--rehearse`: the agent's start and its first messages, played for the JVM to remember. Nobody
/// visits its page in it: what the JVM remembers it also keeps in memory, and visitors are rare.
final class Rehearsal {
  private static final int MESSAGES = 8;
  private static final int LONGEST_SECONDS = 30;
  private static final String SITE =
      """
      municipality: rehearsal
      site: rehearsal
      data: %s
      brokers: [{uri: "%s", username: rehearsal/rehearsal, password: none}]
      cadence: {sample: 200ms, send: 200ms, status: 1s}
      local: {listen: "127.0.0.1:0", pin: "000000"}
      sensors:
        - id: wl
          spike: {window: 5, maxJump: 1000}
          range: {min: -1000, max: 9000}
          frozenAfter: 1h
          driver: {type: simulated, startsAt: 2026-01-01T00:00:00Z, noise: 4, seed: 7, timeline: [[0s, 420], [60s, 1650]], repeat: 5m}
      power:
        driver: {type: simulated, startsAt: 2026-01-01T00:00:00Z, mains: [[0s, on]], battery: [[0s, 27300]]}
        plan:
          battery: {chemistry: lead-acid, ampereHours: 100, age: 0.9}
          watts: {normal: 35, saving: 18, survival: 10}
      """;

  private Rehearsal() {}

  /// @return whether everything was played
  static boolean play() throws IOException, InterruptedException, OutboxException {
    Path folder = Files.createTempDirectory("yagura-rehearsal");
    try (var broker = new ObligingBroker(MESSAGES)) {
      Path file = folder.resolve("site.yaml");
      Path data = Files.createDirectory(folder.resolve("data"));
      Files.writeString(file, SITE.formatted(data, broker.uri()));
      try (Agent agent = Agent.start(SiteFile.read(file), InstantSource.system());
          var watchdog =
              new Watchdog(
                  agent.vital(),
                  agent.uplinkWard(),
                  Watchdog.notifierFor(Map.of("NOTIFY_SOCKET", "@yagura-rehearsal-nobody")),
                  agent::summary,
                  Watchdog.paceFor(Map.of()))) {
        watchdog.start();
        return broker.awaitMessages(LONGEST_SECONDS);
      }
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
