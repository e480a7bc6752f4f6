package jp.yagura.simulators.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.FreePorts;
import jp.yagura.shared.testing.Processes;
import jp.yagura.shared.testing.RunningProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Yesterday's backup is put back, on either side, and nothing is missing: real programs, and the
/// real broker between them.
class RestoredIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String CONFIRMED =
      """
      select count(*) from reading r
       where exists (select 1 from settled s
                      where s.stream = 'READINGS' and r.id between s.first and s.last)
      """;
  private static final String OWED = CONFIRMED.replace("exists", "not exists");

  private Path folder;
  private City city;
  private String configuration;
  private Path stored;
  private Path outbox;

  @BeforeEach
  void prepare(@TempDir Path folder) {
    this.folder = folder;
    int mqtt = FreePorts.one();
    city = City.prepare(folder.resolve("city"), "tcp://127.0.0.1:" + mqtt);
    city.edit("inabu", "sample: 2s, send: 2s", "sample: 20ms, send: 100ms");
    configuration =
        """
        data: %s
        http: {host: 127.0.0.1, port: 0}
        broker: {embedded: {host: 127.0.0.1, port: %d}}
        sites: {import-file: "%s"}
        telemetry: {ask-again-after: 1s}
        """
            .formatted(folder.resolve("data"), mqtt, city.registry());
    stored = folder.resolve("data/yagura.db");
    outbox = city.folder().resolve("data/inabu/outbox.db");
  }

  @Test
  void aCommandCenterThatComesBackFromABackupGetsAgainWhatItHasLost() throws Exception {
    Path backup = folder.resolve("backup.db");
    try (RunningProcess agent = agent()) {
      try (CommandCenterProcess center = center()) {
        awaitReadings(200);
        center.stop();
      }
      copy(stored, backup);
      try (CommandCenterProcess center = center()) {
        long before = readings();
        Eventually.until(
            "the tower to believe that more is safe",
            SOON,
            () -> number(lookAt(outbox), CONFIRMED) >= before + 600);
        center.stop();
      }
      agent.stop(SOON);
    }
    long all = number(outbox, "select count(*) from reading");
    long confirmed = number(outbox, CONFIRMED);
    restore(backup, stored);
    long kept = readings();
    assertThat(kept).isBetween(200L, confirmed - 600);

    // nothing has to be measured for it: this agent does so once when it starts, and then no more
    city.edit("inabu", "sample: 20ms", "sample: 1h");
    try (CommandCenterProcess center = center();
        RunningProcess agent = agent()) {
      Eventually.until("all of it to be there again", SOON, () -> readings() >= all + 3);
      assertThat(number(stored, "select sum(n) from rollup")).isEqualTo(all + 3);
      assertThat(number(stored, "select count(*) from custody where above <> ''")).isZero();
      System.out.printf(
          "command center restored: had %,d of %,d readings, has all of them again%n", kept, all);
      agent.stop(SOON);
      center.stop();
    }
  }

  @Test
  void aTowerThatComesBackFromAnImageOfItsCardOverwritesNothingAndLosesNothingNew()
      throws Exception {
    Path image = folder.resolve("image.db");
    try (CommandCenterProcess center = center()) {
      try (RunningProcess agent = agent()) {
        awaitReadings(200);
        agent.stop(SOON);
      }
      copy(outbox, image);
      try (RunningProcess agent = agent()) {
        awaitReadings(readings() + 300);
        agent.stop(SOON);
      }
      center.stop();
    }
    long confirmed = readings();
    long lost =
        number(outbox, "select count(*) from reading")
            - number(image, "select count(*) from reading");
    restore(image, outbox);
    long inImage = number(outbox, "select count(*) from reading");
    long owedInImage = number(outbox, OWED);

    try (RunningProcess agent = agent()) {
      Eventually.until(
          "more to be measured than was lost", SOON, () -> measuredSince(inImage) > lost + 100);
      agent.stop(SOON);
    }
    long measured = measuredSince(inImage);
    city.edit("inabu", "sample: 20ms", "sample: 1h");
    try (CommandCenterProcess center = center();
        RunningProcess agent = agent()) {
      long expected = confirmed + measured + 3;
      Eventually.until("all that is new", SOON, () -> readings() >= expected);
      Eventually.until("all to be confirmed", SOON, () -> number(lookAt(outbox), OWED) == 0);
      agent.stop(SOON);
      center.stop();
      // what the image still owed had long been there
      assertThat(readings()).isEqualTo(expected);
      System.out.printf(
          "card restored: %,d readings behind, %,d owed in the image, %,d measured offline, all"
              + " stored%n",
          lost, owedInImage, measured);
    }
  }

  private long measuredSince(long before) throws Exception {
    return number(lookAt(outbox), "select count(*) from reading") - before;
  }

  /// The agent has the file for itself. Its log may be copied while it grows; the table file
  /// changes only now and then, and must not meanwhile.
  private Path lookAt(Path database) throws IOException {
    Path copy = folder.resolve("look.db");
    Path log = Path.of(database + "-wal");
    while (true) {
      FileTime before = Files.getLastModifiedTime(database);
      Files.copy(database, copy, StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(Path.of(copy + "-wal"));
      if (Files.exists(log)) {
        Files.copy(log, Path.of(copy + "-wal"));
      }
      if (Files.getLastModifiedTime(database).equals(before)) {
        return copy;
      }
    }
  }

  private static void copy(Path from, Path to) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + from);
        Statement statement = connection.createStatement()) {
      statement.execute("vacuum into '" + to + "'");
    }
  }

  private CommandCenterProcess center() {
    return CommandCenterProcess.start(folder, configuration);
  }

  private RunningProcess agent() {
    RunningProcess agent =
        Processes.program(
            "edge-agent", "jp.yagura.agent.AgentMain", "--site", city.siteFile("inabu").toString());
    agent.awaitLineWith("AGENT READY", SOON);
    return agent;
  }

  private void awaitReadings(long atLeast) {
    Eventually.until(atLeast + " readings", SOON, () -> readings() >= atLeast);
  }

  private long readings() throws Exception {
    return Stored.in(stored).number("select count(*) from reading");
  }

  private static long number(Path database, String query) throws Exception {
    return Stored.in(database).number(query);
  }

  private static void restore(Path from, Path to) throws IOException {
    for (String part : List.of("-wal", "-shm")) {
      Files.deleteIfExists(Path.of(to + part));
    }
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }
}
