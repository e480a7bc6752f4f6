package jp.yagura.simulators.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.FreePorts;
import jp.yagura.shared.testing.Processes;
import jp.yagura.shared.testing.RunningProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A picture's whole way: a real agent with its camera, a line, a real command center, a browser.
class PicturesIT {

  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int SLOW = 3_000;
  private static final int FAST = 10_000_000;
  private static final String FULL = "select count(*) from picture where size_class = 1";

  @TempDir Path folder;
  private int mqtt;
  private City city;
  private CommandCenterProcess center;
  private Stored stored;

  @BeforeEach
  void start() throws IOException {
    mqtt = FreePorts.one();
    stored = Stored.in(folder.resolve("data/yagura.db"));
    city = City.prepare(folder.resolve("city"), "tcp://127.0.0.1:" + mqtt);
    city.edit("inabu", "every: 60s", "every: 1h");
    Files.writeString(
        folder.resolve("accounts.yaml"),
        """
        accounts:
          - {name: operator, displayName: 総務 花子, roles: [operator], password: test-operator-1}
          - {name: admin, displayName: 管理, roles: [admin], password: test-admin-12}
        """);
    center =
        CommandCenterProcess.start(
            folder,
            """
            demo: true
            data: %s
            http: {host: 127.0.0.1, port: 0}
            broker: {embedded: {host: 127.0.0.1, port: %d}}
            sites: {import-file: "%s"}
            accounts: {import-file: "%s"}
            """
                .formatted(
                    folder.resolve("data"),
                    mqtt,
                    city.registry(),
                    folder.resolve("accounts.yaml")));
  }

  @AfterEach
  void stop() {
    center.close();
  }

  @Test
  void anAlarmThatIsRaisedDuringAFullPictureOnASlowLineIsStoredBeforeThePicture() throws Exception {
    try (SlowLine line = SlowLine.to(mqtt, SLOW)) {
      by(line);
      overflowIn(city, Duration.ofSeconds(6));
      try (RunningProcess agent = agent(city)) {
        Eventually.until(
            "pieces", SOON, () -> stored.number("select count(*) from picture_piece") > 0);
        assertThat(overflows()).as("the picture is under way first").isZero();
        Eventually.until("the picture", SOON, () -> stored.number(FULL) > 0);
        assertThat(overflows()).isEqualTo(1);
        long alarm =
            stored.number("select received_at from device_event where kind = 'ALARM_OVERFLOW'");
        long raised =
            stored.number("select observed_at from device_event where kind = 'ALARM_OVERFLOW'");
        long picture = stored.number("select received_at from picture where size_class = 1");
        System.out.printf(
            "at %,d bytes/s the alarm took %,d ms and was stored %,d ms before the picture%n",
            SLOW, alarm - raised, picture - alarm);
        assertThat(alarm).isLessThan(picture);
        assertThat(alarm - raised).isLessThan(8_000);
        assertThat(agent.isAlive()).isTrue();
      }
    }
  }

  @Test
  void aLineThatBreaksInTheMiddleOfAPictureCostsOnlyTheMissingBytes() throws Exception {
    try (SlowLine line = SlowLine.to(mqtt, 2 * SLOW)) {
      by(line);
      try (RunningProcess agent = agent(city)) {
        Eventually.until(
            "more than half of it",
            SOON,
            () ->
                stored.number("select count(*) from picture_upload where received > bytes * 0.6")
                    > 0);
        long before = line.bytesUp();
        line.cut();
        Eventually.until("the rest", SOON, () -> stored.number(FULL) > 0);
        long size = stored.number("select max(bytes) from picture where size_class = 1");
        System.out.printf(
            "a picture of %,d bytes: %,d up before the cut, %,d after it%n",
            size, before, line.bytesUp() - before);
        assertThat(line.bytesUp() - before).isLessThan((long) (size * 0.7));
        assertThat(stored.number("select count(*) from quarantine")).isZero();
        assertThat(agent.isAlive()).isTrue();
      }
    }
  }

  @Test
  void aPictureThatARealAgentTookAppearsInTheBrowserWithItsAgeAndOneCanBeAskedFor()
      throws Exception {
    try (SlowLine line = SlowLine.to(mqtt, FAST)) {
      by(line);
      try (RunningProcess agent = agent(city);
          Browser browser = new Browser()) {
        Page page = browser.open(center.http());
        field(page, "アカウント名").fill("operator");
        field(page, "パスワード").fill("test-operator-1");
        button(page, "ログイン").click();
        page.locator("[data-map=idle]").waitFor();
        page.navigate(center.http() + "/?site=inabu");
        Locator pictures =
            page.getByRole(
                AriaRole.REGION, new Page.GetByRoleOptions().setName("写真").setExact(true));
        assertThat(pictures.getByText(Pattern.compile("\\d\\d:\\d\\d 撮影"))).containsText("前");
        Locator image = pictures.locator("figure img");
        image.scrollIntoViewIfNeeded();
        Eventually.until(
            "the picture itself",
            SOON,
            () -> (Boolean) image.evaluate("i => i.complete && i.naturalWidth >= 160"));
        long before = stored.number(FULL);
        pictures
            .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("詳しい写真を要求"))
            .click();
        assertThat(pictures).containsText("要求した写真が届きました");
        assertThat(stored.number(FULL)).isGreaterThan(before);
        assertThat(browser.faults()).isEmpty();
        assertThat(browser.foreignRequests()).isEmpty();
        assertThat(agent.isAlive()).isTrue();
      }
    }
  }

  private static Locator field(Page page, String name) {
    return page.getByRole(
        AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private long overflows() {
    try {
      return stored.number("select count(*) from device_event where kind = 'ALARM_OVERFLOW'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void by(SlowLine line) {
    city.edit("inabu", "127.0.0.1:" + mqtt, "127.0.0.1:" + line.port());
  }

  /// The water goes over the bank so long after now.
  private static void overflowIn(City city, Duration after) throws IOException {
    Path file = city.siteFile("inabu");
    String contact =
        "overflow:\n  driver: {type: simulated, startsAt: \"%s\", timeline: [[0s, 0], [%ds, 1]]}\ncameras:"
            .formatted(Instant.now(), after.toSeconds());
    Files.writeString(file, Files.readString(file).replaceAll("(?s)overflow:.*cameras:", contact));
  }

  private static RunningProcess agent(City city) {
    RunningProcess agent =
        Processes.program(
            "edge-agent", "jp.yagura.agent.AgentMain", "--site", city.siteFile("inabu").toString());
    agent.awaitLineWith("AGENT READY", SOON);
    return agent;
  }
}
