package jp.yagura.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.Processes;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.shared.testing.RunningProcess;
import jp.yagura.shared.wire.Quality;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.UpMessage.Death;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 at any moment loses no committed reading and stores none twice.
///
/// Three witnesses that know nothing of each other: the outbox file as each kill left it, the
/// agent's own log of what it had committed (it leaves the process before the next reading is
/// taken), and the simulated drivers, which can be asked again what they measured at any moment.
class KilledAgentIT {
  private static final int KILLS = 50;
  private static final Duration AT_MOST = Duration.ofSeconds(60);
  private static final Pattern COMMITTED = Pattern.compile("committed readings=\\d+\\.\\.(\\d+)");
  private static final List<String> SMALL_AND_QUICK =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-DYAGURA_LOG=debug");

  @Test
  void killedFiftyTimesItLosesNothingAndStoresNothingTwice(@TempDir Path folder) throws Exception {
    Random random = new Random(7);
    try (RealBroker broker = RealBroker.start();
        StandInCenter center = new StandInCenter(broker.uri())) {
      SiteText site = SiteText.in(folder).broker(broker.uri()).sample("10ms").resendAfter("1s");
      Path siteFile = site.write();
      TreeMap<Long, Reading> committed = new TreeMap<>();
      long lastCommitted = 0;
      int connectedKills = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        // Without confirmations the outbox fills, with them it empties: both are killed into.
        center.confirm(kill % 5 != 0);
        RunningProcess agent = agent(siteFile);
        awaitARandomMoment(agent, kill, random);
        agent.kill();
        connectedKills += saidConnected(agent) ? 1 : 0;
        OutboxAsItIs left = OutboxAsItIs.in(site.data(), folder);
        assertThat(left.lastSeq())
            .as("a commit that the log tells of is in the file after kill %d", kill)
            .isGreaterThanOrEqualTo(Math.max(lastCommitted, lastLogged(agent)));
        lastCommitted = left.lastSeq();
        committed.putAll(left.readings());
      }
      int wills = connectedKills;
      Eventually.until("a will for each", AT_MOST, () -> center.heard(Death.class).size() >= wills);
      center.confirm(true);
      long last = lastCommitted;
      try (RunningProcess agent = agent(siteFile)) {
        Eventually.until(AT_MOST, () -> has(center, last));
        assertThat(agent.stop(AT_MOST)).isEqualTo(143);
      }
      Eventually.until("the last batch", AT_MOST, () -> has(center, last));
      // epoch by epoch and number by number they are the rows of the outbox, from the first one on
      List<Reading> stored = List.copyOf(center.readings().values());
      assertThat(last).isGreaterThan(KILLS * 10L);
      assertThat(center.contradictions()).isEmpty();
      assertThat(center.isGapFree()).isTrue();
      assertThat(Measured.by(site.config()).mismatches(stored)).isEmpty();
      assertThat(committed.entrySet())
          .allMatch(e -> e.getValue().equals(stored.get(Math.toIntExact(e.getKey() - 1))));
      System.out.printf(
          "kill -9: %d times (%d while connected), %d readings committed, %d lost, %d stored twice,"
              + " %d sent again%n",
          KILLS,
          wills,
          last,
          Math.max(0, last - stored.size()),
          center.contradictions().size(),
          center.heardReadings() - stored.size());
    }
  }

  private static void awaitARandomMoment(RunningProcess agent, int kill, Random random)
      throws InterruptedException {
    if (kill % 10 == 0) {
      // Somewhere in the start, be it before the outbox exists.
      TimeUnit.MILLISECONDS.sleep(random.nextInt(600));
      return;
    }
    boolean whileSending = kill % 2 == 0;
    agent.awaitLineWith(whileSending ? "connected broker" : "AGENT READY nankoku/inabu", AT_MOST);
    TimeUnit.MILLISECONDS.sleep(random.nextInt(600));
  }

  private static RunningProcess agent(Path siteFile) {
    return Processes.program(
        "edge-agent",
        "jp.yagura.agent.AgentMain",
        SMALL_AND_QUICK,
        List.of("--site", siteFile.toString()));
  }

  private static boolean has(StandInCenter center, long last) {
    return center.readings().size() >= last && center.isGapFree();
  }

  private static boolean saidConnected(RunningProcess agent) {
    return agent.lines().stream().anyMatch(line -> line.contains("connected broker"));
  }

  private static long lastLogged(RunningProcess agent) {
    long last = 0;
    for (String line : agent.lines()) {
      Matcher committed = COMMITTED.matcher(line);
      if (committed.find()) {
        last = Math.max(last, Long.parseLong(committed.group(1)));
      }
    }
    return last;
  }

  /// A copy of the outbox as a kill left it, read without the agent's own code.
  private record OutboxAsItIs(long lastSeq, Map<Long, Reading> readings) {

    static OutboxAsItIs in(Path data, Path folder) throws IOException, SQLException {
      Path copy = folder.resolve("copy.db");
      for (String suffix : List.of("", "-wal")) {
        Files.deleteIfExists(Path.of(copy + suffix));
        Path original = data.resolve("outbox.db" + suffix);
        if (Files.exists(original)) {
          Files.copy(original, Path.of(copy + suffix), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
          Statement statement = connection.createStatement()) {
        if (!hasTables(statement)) {
          return new OutboxAsItIs(0, Map.of());
        }
        Map<Long, Reading> readings = new TreeMap<>();
        try (ResultSet row = statement.executeQuery("select * from reading")) {
          while (row.next()) {
            readings.put(row.getLong("id"), reading(row));
          }
        }
        long last = readings.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        try (ResultSet row =
            statement.executeQuery(
                "select ifnull(max(last_id), 0) from stream where name = 'READINGS'")) {
          return new OutboxAsItIs(Math.max(last, row.getLong(1)), readings);
        }
      }
    }

    private static boolean hasTables(Statement statement) throws SQLException {
      try (ResultSet row = statement.executeQuery("pragma user_version")) {
        return row.getLong(1) > 0;
      }
    }

    private static Reading reading(ResultSet row) throws SQLException {
      return new Reading(
          new SensorId(row.getString("sensor")),
          Instant.ofEpochMilli(row.getLong("observed_at")),
          row.getLong("value"),
          Quality.values()[row.getInt("quality")]);
    }
  }
}
