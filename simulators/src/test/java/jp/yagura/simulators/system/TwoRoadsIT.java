package jp.yagura.simulators.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.FreePorts;
import jp.yagura.shared.testing.Processes;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.shared.testing.RunningProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real agent sends the same by two brokers, headquarters' own and somebody else's, to a command
/// center that listens to both.
class TwoRoadsIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void whatComesByTwoBrokersIsStoredOnceAndEitherOfThemMayFail(@TempDir Path folder)
      throws Exception {
    int mqtt = FreePorts.one();
    try (RealBroker relay = RealBroker.with().line("allow_anonymous true").start()) {
      City city = City.prepare(folder.resolve("city"), "tcp://127.0.0.1:" + mqtt);
      city.edit("inabu", "sample: 2s, send: 2s", "sample: 20ms, send: 100ms");
      city.edit(
          "inabu",
          "brokers: [",
          "roads: 2\nbrokers: [{name: relay, uri: \"%s\", username: nankoku/inabu, password: none}, "
              .formatted(relay.uri()));
      try (CommandCenterProcess center =
              CommandCenterProcess.start(
                  folder,
                  """
                  data: %s
                  http: {host: 127.0.0.1, port: 0}
                  broker:
                    embedded: {host: 127.0.0.1, port: %d}
                    external: [{uri: "%s"}]
                  sites: {import-file: "%s"}
                  """
                      .formatted(folder.resolve("data"), mqtt, relay.uri(), city.registry()));
          RunningProcess agent =
              Processes.program(
                  "edge-agent",
                  "jp.yagura.agent.AgentMain",
                  "--site",
                  city.siteFile("inabu").toString())) {
        agent.awaitLineWith("AGENT READY", SOON);
        Stored stored = Stored.in(folder.resolve("data/yagura.db"));
        awaitMore(stored, 500);
        relay.kill();
        awaitMore(stored, 500);
        relay.restart();
        awaitMore(stored, 500);
        agent.stop(SOON);
        assertThat(stored.number("select count(distinct seq) from reading"))
            .as("each number once")
            .isEqualTo(stored.readings());
        assertThat(stored.number("select sum(n) from rollup"))
            .as("and counted once")
            .isEqualTo(stored.readings());
        assertThat(center.lines()).noneMatch(line -> line.contains(" ERROR "));
      }
    }
  }

  private static void awaitMore(Stored stored, long more) throws SQLException {
    long before = stored.readings();
    Eventually.until("more readings", SOON, () -> stored.readings() > before + more);
  }
}
