package jp.yagura.simulators.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.FreePorts;
import jp.yagura.shared.testing.Processes;
import jp.yagura.shared.testing.RunningProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The custody rule, end to end: a real agent that is killed again and again, a real command center
/// that is killed once, too, and afterwards what was measured against what is stored.
class KilledAgentIT {

  private static final int KILLS = 50;
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final long SEED = 20261121;

  private static final String MEASURED =
      "select seq, sensor, observed_at, value from measured order by id";

  private static final String STORED =
      """
      select r.seq, s.sensor_id, r.observed_at, r.value
        from reading r join sensor s on s.ref = r.sensor_ref
       where s.site_id = 'inabu' and r.observed_at between %d and %d
      """;

  /// A reading as both sides know it.
  private record Row(long seq, String sensor, long observedAt, long value) {}

  @Test
  void anAgentKilledFiftyTimesLosesNoReadingAndNoneIsStoredTwice(@TempDir Path folder)
      throws Exception {
    int mqtt = FreePorts.one();
    City city = City.prepare(folder.resolve("city"), "tcp://127.0.0.1:" + mqtt);
    city.edit("inabu", "sample: 2s, send: 2s", "sample: 20ms, send: 100ms");
    Path outbox = city.folder().resolve("data/inabu/outbox.db");
    String configuration =
        """
        data: %s
        http: {host: 127.0.0.1, port: 0}
        broker: {embedded: {host: 127.0.0.1, port: %d}}
        sites: {import-file: "%s"}
        """
            .formatted(folder.resolve("data"), mqtt, city.registry());
    Path stored = folder.resolve("data/yagura.db");

    CommandCenterProcess center = CommandCenterProcess.start(folder, configuration);
    try {
      try (RunningProcess first = agent(city)) {
        first.kill(); // it has made its outbox
      }
      noteWhatIsMeasured(outbox);
      var random = new Random(SEED);
      for (int kill = 1; kill <= KILLS; kill++) {
        try (RunningProcess agent = agent(city)) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20 + random.nextInt(600)));
          agent.kill();
        }
        if (kill == KILLS / 2) {
          center.kill();
          center = CommandCenterProcess.start(folder, configuration);
        }
      }

      city.edit("inabu", "sample: 20ms", "sample: 1h");
      List<Row> measured = rows(outbox, MEASURED); // while no agent holds the file
      String storedOfThese =
          STORED.formatted(measured.getFirst().observedAt(), measured.getLast().observedAt());
      try (RunningProcess last = agent(city)) {
        Eventually.until(
            "what was left to arrive",
            SOON,
            () -> rows(stored, storedOfThese).size() >= measured.size());
        assertThat(last.isAlive()).isTrue();
      }
      compare(measured, rows(stored, storedOfThese));
    } finally {
      center.close();
    }
  }

  private static void compare(List<Row> measured, List<Row> kept) {
    System.out.printf(
        "%d kills (seed %d): %,d readings measured, %,d stored%n",
        KILLS, SEED, measured.size(), kept.size());
    assertThat(measured).hasSizeGreaterThan(KILLS * 10);
    assertThat(kept).containsExactlyInAnyOrderElementsOf(measured);
  }

  private static RunningProcess agent(City city) {
    RunningProcess agent =
        Processes.program(
            "edge-agent", "jp.yagura.agent.AgentMain", "--site", city.siteFile("inabu").toString());
    agent.awaitLineWith("AGENT READY", SOON);
    return agent;
  }

  /// A trigger of the test keeps a copy of every reading in the very transaction in which the agent
  /// commits it: what stands in `measured` was committed, and nothing else was.
  private static void noteWhatIsMeasured(Path outbox) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + outbox);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table measured"
              + " (id integer, seq integer, sensor text, observed_at integer, value integer)");
      statement.execute(
          """
          create trigger note after insert on reading begin
            insert into measured
            select new.id, new.id - first_reading + 1, new.sensor, new.observed_at, new.value
              from run order by epoch desc limit 1;
          end
          """);
    }
  }

  private static List<Row> rows(Path database, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      var rows = new ArrayList<Row>();
      while (row.next()) {
        rows.add(new Row(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4)));
      }
      return rows;
    }
  }
}
