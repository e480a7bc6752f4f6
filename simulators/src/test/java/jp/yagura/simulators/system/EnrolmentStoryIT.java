package jp.yagura.simulators.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.FreePorts;
import jp.yagura.shared.testing.Processes;
import jp.yagura.shared.testing.RunningProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The life of a box as a machine, with real programs: enrolled with a code, ordered about, set
/// from afar, taken back, enrolled again.
@Timeout(300)
class EnrolmentStoryIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  /// For so long it is watched whether a box that was put out comes back.
  private static final Duration OBSERVED = Duration.ofSeconds(4);

  private City city;
  private CommandCenterProcess center;
  private Administrator admin;
  private Path stored;
  private Path box;

  @BeforeEach
  void start(@TempDir Path folder) {
    int tls = FreePorts.one();
    city = City.prepare(folder.resolve("city"), "tcp://127.0.0.1:" + tls);
    city.edit("inabu", "sample: 2s, send: 2s", "sample: 200ms, send: 200ms");
    city.edit("inabu", "tcp://127.0.0.1:" + tls, "ssl://127.0.0.1:" + tls);
    box = city.folder().resolve("data/inabu");
    stored = folder.resolve("data/yagura.db");
    center =
        CommandCenterProcess.start(
            folder,
            """
            demo: true
            data: %s
            http: {host: 127.0.0.1, port: 0}
            broker: {embedded: {host: 127.0.0.1, plain: false, tls: true, tls-port: %d}}
            sites: {import-file: "%s"}
            accounts: {import-file: "%s"}
            """
                .formatted(
                    folder.resolve("data"), tls, city.registry(), Administrator.accounts(folder)));
    admin = new Administrator(center.http());
  }

  @AfterEach
  void stop() {
    center.close();
  }

  @Test
  void aBoxIsEnrolledTakenBackAndEnrolledAgainAndLosesNothing() throws Exception {
    String code = admin.code("inabu");
    assertThat(enrol(code)).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(identity())))
        .isEqualTo("rw-------");
    assertThat(enrol(code)).as("the used code again, for another key").isEqualTo(69);

    try (RunningProcess agent = agent()) {
      awaitMore(readings());
      admin.revoke("inabu");
      Instant revokedAt = Instant.now();
      Eventually.until("to be put out", SOON, () -> online() == 0);
      Duration took = Duration.between(revokedAt, Instant.now());
      System.out.printf("revoked and put out within %d ms%n", took.toMillis());
      agent.awaitLineWith("no line", SOON);
      LockSupport.parkNanos(OBSERVED.toNanos()); // it tries again and again meanwhile
      assertThat(online()).as("it stays out").isZero();
      agent.stop(SOON);
    }
    assertThat(waitingInTheBox()).as("kept while nobody took it").isGreaterThan(20);
    long measured = number(outbox(), "select count(*) from reading");
    long until = number(outbox(), "select max(observed_at) from reading");
    assertThat(enrol(admin.code("inabu"))).isZero();
    try (RunningProcess again = agent()) {
      Eventually.until("all of it to come in", SOON, () -> storedUntil(until) == measured);
      assertThat(again.isAlive()).isTrue();
    }
  }

  @Test
  void aBoxIsSetAndRestartedFromAfarAndItsLogIsFetched() throws Exception {
    assertThat(enrol(admin.code("inabu"))).isZero();
    RunningProcess agent = agent();
    try {
      awaitMore(readings());
      admin.settings("inabu", 0, "{\"cadence\":{\"sample\":\"100ms\"}}");
      Eventually.until(
          "the settings to be applied", SOON, () -> admin.settingsState("inabu", 1, "APPLIED"));
      admin.settings(
          "inabu", 1, "{\"cadence\":{\"send\":\"500ms\"},\"masks\":[[[0,0],[9,0],[9,9]]]}");
      Eventually.until("the next, too", SOON, () -> admin.settingsState("inabu", 2, "APPLIED"));

      UUID log = admin.command("inabu", "log");
      Eventually.until("the log", SOON, () -> admin.commandState(log, "DONE"));
      assertThat(admin.log("inabu", log)).contains("settings applied").contains("started site=");

      UUID restart = admin.command("inabu", "restart");
      assertThat(agent.awaitEnd(SOON)).as("the code that says: start me again").isEqualTo(75);
      agent.close();
      agent = agent();
      Eventually.until("the restart to be told", SOON, () -> admin.commandState(restart, "DONE"));
      Eventually.until(
          "settings to outlive it", SOON, () -> admin.device("inabu").contains("\"inForce\":2"));
    } finally {
      agent.close();
    }
  }

  @Test
  void aWrongCodeAndAnUnreachableCenterAreToldInWordsOfATechnician() {
    String code = admin.code("inabu");
    try (RunningProcess late = enrolling("ZZZZ-ZZZZ-ZZZZ")) {
      assertThat(late.awaitEnd(SOON)).isEqualTo(69);
      assertThat(String.join("\n", late.lines())).contains("登録コードが違います", "The code is wrong");
    }
    try (RunningProcess nowhere =
        Processes.program(
            "edge-agent",
            "jp.yagura.agent.AgentMain",
            "enroll",
            "--site",
            city.siteFile("inabu").toString(),
            "--center",
            "http://127.0.0.1:" + FreePorts.one(),
            "--code",
            code)) {
      assertThat(nowhere.awaitEnd(SOON)).isEqualTo(69);
      assertThat(String.join("\n", nowhere.lines())).contains("つながりません", "cannot be reached");
    }
    assertThat(Files.exists(identity())).isFalse();
  }

  private int enrol(String code) {
    try (RunningProcess enrol = enrolling(code)) {
      int exit = enrol.awaitEnd(SOON);
      System.out.println(String.join("\n", enrol.lines()));
      return exit;
    }
  }

  private RunningProcess enrolling(String code) {
    return Processes.program(
        "edge-agent",
        "jp.yagura.agent.AgentMain",
        "enroll",
        "--site",
        city.siteFile("inabu").toString(),
        "--center",
        center.http(),
        "--code",
        code);
  }

  private RunningProcess agent() {
    RunningProcess agent =
        Processes.program(
            "edge-agent", "jp.yagura.agent.AgentMain", "--site", city.siteFile("inabu").toString());
    agent.awaitLineWith("AGENT READY", SOON);
    return agent;
  }

  private Path identity() {
    return box.resolve("identity.pem");
  }

  private void awaitMore(long than) {
    Eventually.until("readings to come in", SOON, () -> readings() > than + 10);
  }

  private long readings() {
    return number(stored, "select count(*) from reading");
  }

  private long online() {
    return number(stored, "select online from station where site_id = 'inabu'");
  }

  private Path outbox() {
    return box.resolve("outbox.db");
  }

  private long waitingInTheBox() {
    return number(
        outbox(),
        "select count(*) from reading where not exists"
            + " (select 1 from settled where stream = 'READINGS' and id between first and last)");
  }

  private long storedUntil(long observedAt) {
    return number(
        stored,
        "select count(*) from reading r join sensor s on s.ref = r.sensor_ref"
            + " where s.site_id = 'inabu' and r.observed_at <= "
            + observedAt);
  }

  private static long number(Path database, String query) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
